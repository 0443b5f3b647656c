"use server";
import * as account from "@/lib/commands/account";
import { FRESH, staffAction } from "@/lib/server/action";
import { hashPassword } from "@/lib/server/passwords";
import { proveAgain as prove, ProveAgain } from "@/lib/server/prove";

export const proveAgain = staffAction("account.own", ProveAgain, prove);
export const beginAuthenticator = staffAction(
  "account.own",
  account.BeginAuthenticator,
  (ctx, _, { email }) => account.beginAuthenticator(ctx, email),
  FRESH,
);
export const confirmAuthenticator = staffAction(
  "account.own",
  account.ConfirmAuthenticator,
  account.confirmAuthenticator,
  FRESH,
);
export const removeFactor = staffAction("account.own", account.RemoveFactor, account.removeFactor, FRESH);
export const makeRecoveryCodes = staffAction(
  "account.own",
  account.MakeRecoveryCodes,
  account.makeRecoveryCodes,
  FRESH,
);
export const changePassword = staffAction(
  "account.own",
  account.ChangePassword,
  (ctx, input, staff) => account.changePassword(ctx, input, staff, hashPassword),
  FRESH,
);
export const endOwnSession = staffAction("account.own", account.EndOwnSession, account.endOwnSession);
export const endOtherSessions = staffAction(
  "account.own",
  account.EndOtherSessions,
  (ctx, _, { sessionId }) => account.endOtherSessions(ctx, sessionId),
);
