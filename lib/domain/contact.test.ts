import { describe, expect, test } from "vitest";
import { ContactForm } from "./contact-input";

const form = (changes: Record<string, unknown> = {}) => ({
  name: " Olivia Grant ",
  email: "olivia@grant.example",
  language: "en",
  roles: ["customer"],
  tags: "monthly box, , vip,vip",
  externalId: "",
  ...changes,
});
const problems = (changes: Record<string, unknown>) =>
  (ContactForm.safeParse(form(changes)).error?.issues ?? []).map(
    ({ path, message }) => `${path.join(".")}: ${message}`,
  );

test("a form is read as a person meant it", () => {
  expect(ContactForm.parse(form())).toEqual({
    name: "Olivia Grant",
    email: "olivia@grant.example",
    language: "en",
    roles: ["customer"],
    tags: ["monthly box", "vip"],
    externalId: null,
  });
});

test("roles and tags come as arrays or as texts with commas", () => {
  expect(ContactForm.parse(form({ roles: "customer,vendor", tags: ["a"] }))).toMatchObject({
    roles: ["customer", "vendor"],
    tags: ["a"],
  });
  const { tags: _tags, externalId: _externalId, ...least } = form();
  expect(ContactForm.parse(least)).toMatchObject({ tags: [], externalId: null });
});

describe("each mistake has its sentence", () => {
  test.each([
    [{ name: "" }, "name: Give the person’s or business’s name."],
    [{ name: "x".repeat(201) }, "name: The name has 201 characters; at most 200 are kept."],
    [{ name: "a\u0000b" }, "name: The name contains a character that cannot be shown; type it again."],
    [{ email: "" }, "email: The e-mail address is missing."],
    [{ email: "joe@" }, "email: “joe@” is not an e-mail address: something must follow the @."],
    [{ email: "@x.ca" }, "email: “@x.ca” is not an e-mail address: something must come before the @."],
    [
      { email: "joe@x" },
      "email: “joe@x” is not an e-mail address: “x” needs an ending, such as .ca or .com.",
    ],
    [{ email: "a@b@c.ca" }, "email: “a@b@c.ca” is not an e-mail address: it has more than one @."],
    [
      { email: "joe smith@x.ca" },
      "email: “joe smith@x.ca” is not an e-mail address: it must not contain a space.",
    ],
    [{ email: "joe@x..ca" }, "email: “joe@x..ca” is not an e-mail address: “x..ca” cannot be right."],
    [{ language: "de" }, "language: Choose English or French."],
    [{ roles: [] }, "roles: Say whether this contact is a customer, a vendor, or both."],
    [{ roles: "admin" }, "roles: “admin” is not a role: a contact is a customer, a vendor, or both."],
    [
      { tags: Array.from({ length: 21 }, (_, index) => `t${index}`) },
      "tags: There are 21 tags; a contact can have at most 20.",
    ],
    [{ tags: "x".repeat(41) }, `tags: The tag “${"x".repeat(41)}” has 41 characters; a tag has at most 40.`],
    [
      { externalId: "x".repeat(101) },
      "externalId: The external id has 101 characters; at most 100 are kept.",
    ],
  ])("%j", (changes, problem) => {
    expect(problems(changes)).toEqual([problem]);
  });

  test("and all are told at once", () => {
    expect(ContactForm.safeParse({}).error?.issues).toHaveLength(4);
  });
});
