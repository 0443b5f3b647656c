import { expect, test } from "vitest";
import { createVault } from "./vault";

const [OLD, NEW] = ["an old secret of the desk, long enough", "a new secret of the desk, long enough"];

test("opens what it sealed, and seals the same text differently every time", () => {
  const vault = createVault(NEW, null);
  const [one, two] = [vault.seal("JBSWY3DPEHPK3PXP", "factor 1"), vault.seal("JBSWY3DPEHPK3PXP", "factor 1")];
  expect(one).not.toBe(two);
  expect(one).not.toContain("JBSWY3DPEHPK3PXP");
  expect([one, two].map((sealed) => vault.open(sealed, "factor 1"))).toEqual(
    Array.from({ length: 2 }, () => "JBSWY3DPEHPK3PXP"),
  );
});

test("does not open what belongs to something else, was altered, cut or never sealed", () => {
  const vault = createVault(NEW, null);
  const sealed = vault.seal("JBSWY3DPEHPK3PXP", "factor 1");
  expect(() => vault.open(sealed, "factor 2")).toThrow();
  const last = sealed.endsWith("A") ? "B" : "A";
  for (const altered of [`${sealed.slice(0, -2)}${last}${last}`, sealed.slice(0, -9), "v1.x.y", "", "v2"])
    expect(() => vault.open(altered, "factor 1")).toThrow();
});

test("after the secret was changed it opens the old ones while the former secret is told", () => {
  const sealed = createVault(OLD, null).seal("JBSWY3DPEHPK3PXP", "factor 1");
  expect(() => createVault(NEW, null).open(sealed, "factor 1")).toThrow("APP_SECRET_BEFORE");
  expect(createVault(NEW, OLD).open(sealed, "factor 1")).toBe("JBSWY3DPEHPK3PXP");
  const anew = createVault(NEW, OLD).seal("JBSWY3DPEHPK3PXP", "factor 1");
  expect(createVault(NEW, null).open(anew, "factor 1")).toBe("JBSWY3DPEHPK3PXP");
});
