"use server";
import * as payouts from "@/lib/commands/payouts";
import { staffAction } from "@/lib/server/action";

export const makePayout = staffAction("payout.make", payouts.MakePayout, payouts.makePayout);
export const approvePayout = staffAction("payout.approve", payouts.ApprovePayout, payouts.approvePayout);
export const rejectPayout = staffAction("payout.approve", payouts.RejectPayout, payouts.rejectPayout);
export const undoPayout = staffAction("payout.approve", payouts.UndoPayout, payouts.undoPayout);
export const cancelPayout = staffAction("payout.cancel", payouts.CancelPayout, payouts.cancelPayout);
