export const ROLES = ["viewer", "support", "operator", "approver", "administrator", "auditor"] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_WORDS: Record<Role, string> = {
  viewer: "Viewer",
  support: "Support agent",
  operator: "Operator",
  approver: "Approver",
  administrator: "Administrator",
  auditor: "Auditor",
};

/** One name for a deed: the permission, the audit entry and the log line. */
export const DEEDS = [
  "desk.read",
  "contact.edit",
  "method.add",
  "collection.ask",
  "collection.charge",
  "collection.cancel",
  "payout.make",
  "payout.approve",
  "payout.cancel",
  "event.read",
  "sending.release",
  "settings.read",
  "merchant_account.edit",
  "webhook.manage",
  "audit.read",
  "audit.export",
  "account.own",
  "staff.read",
  "staff.manage",
] as const;
export type Deed = (typeof DEEDS)[number];

/** Everybody looks after their own account, and only that. */
const READS: readonly Deed[] = ["desk.read", "event.read", "account.own"];
const OPERATES: readonly Deed[] = [
  ...READS,
  "contact.edit",
  "method.add",
  "collection.ask",
  "collection.charge",
  "collection.cancel",
  "payout.make",
  "payout.cancel",
];

/** The six roles as fixed sets of deeds. */
const MAY: Record<Role, ReadonlySet<Deed>> = {
  viewer: new Set(READS),
  support: new Set([...READS, "contact.edit", "collection.ask"]),
  operator: new Set(OPERATES),
  approver: new Set([...READS, "payout.approve", "payout.make", "payout.cancel"]),
  administrator: new Set<Deed>([
    ...OPERATES,
    "payout.approve",
    "sending.release",
    "settings.read",
    "merchant_account.edit",
    "webhook.manage",
    "audit.read",
    "audit.export",
    "staff.read",
    "staff.manage",
  ]),
  auditor: new Set([...READS, "settings.read", "audit.read", "audit.export", "staff.read"]),
};

export const may = (role: Role, deed: Deed): boolean => MAY[role].has(deed);

export const deedsOf = (role: Role): Deed[] => DEEDS.filter((deed) => may(role, deed));

/** Who can do it instead, for the sentence that explains a missing button. */
export const rolesThatMay = (deed: Deed): Role[] => ROLES.filter((role) => may(role, deed));
