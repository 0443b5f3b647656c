import { describe, expect, test } from "vitest";
import { z } from "zod";
import { Refusal } from "../domain/refusal";
import { isPlainInput, parsedInput } from "./input";

const Form = z.object({
  name: z.string().min(1, "Give a name."),
  count: z.int().min(1),
  role: z.enum(["customer", "vendor"]),
  note: z.string().max(3).optional(),
});

function refusal(schema: z.ZodType, given: unknown): Refusal {
  try {
    parsedInput(schema, given);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error("It was taken.");
}

test("what fits is parsed, and nothing else comes along", () => {
  const given = { name: "A", count: 1, role: "vendor", state: "approved", makerId: "me" };
  expect(parsedInput(Form, given)).toEqual({ name: "A", count: 1, role: "vendor" });
});

describe("a field that does not fit", () => {
  test("gets one sentence a person can act on, its own where it has one", () => {
    const { code, message, fields } = refusal(Form, { name: "", count: 0, note: "long" });
    expect(code).toBe("bad_input");
    expect(message).toBe("Some fields need another look.");
    expect(fields).toEqual({
      name: "Give a name.",
      count: "This must be 1 or more.",
      role: "This cannot be used as it is.",
      note: "This takes at most 3 characters.",
    });
  });

  test("is missing, or of the wrong kind", () => {
    expect(refusal(Form, { count: ["1"], role: "vendor" }).fields).toEqual({
      name: "This is missing.",
      count: "This is not in the right form.",
    });
  });

  test("is named by its path, and is the whole message when it is alone", () => {
    const nested = refusal(z.object({ to: z.object({ id: z.guid("Choose one.") }) }), { to: { id: "x" } });
    expect(nested.fields).toEqual({ "to.id": "Choose one." });
    expect(nested.message).toBe("Choose one.");
  });

  test("a sentence about the whole form is the message", () => {
    const whole = Form.refine(() => false, "These do not go together.");
    expect(refusal(whole, { name: "A", count: 1, role: "vendor" })).toMatchObject({
      message: "These do not go together.",
      fields: {},
    });
  });
});

describe("only plain objects are looked at", () => {
  const deep = (levels: number): unknown => (levels === 0 ? 1 : { a: deep(levels - 1) });
  test.each([
    ["an array", []],
    ["null", null],
    ["a text", "x"],
    ["a date", { at: new Date() }],
    ["a map", { map: new Map() }],
    ["a form", new FormData()],
    ["a class", { made: new (class Made {})() }],
    ["a function", { run: () => 1 }],
    ["a prototype of its own", JSON.parse('{"__proto__":{"role":"administrator"}}')],
    ["a nested prototype", JSON.parse('{"a":[{"constructor":{"prototype":1}}]}')],
    ["a symbol as a name", { [Symbol("x")]: 1 }],
    ["great depth", deep(50)],
    ["great size", { list: Array.from({ length: 5_000 }, () => 1) }],
  ])("%s is refused", (_, given) => {
    expect(isPlainInput(given)).toBe(false);
    expect(refusal(Form, given).code).toBe("bad_input");
  });

  test("plain values of every kind are let through", () => {
    expect(isPlainInput({ a: 1, b: "x", c: null, d: [1n, { e: true }], f: undefined })).toBe(true);
  });
});
