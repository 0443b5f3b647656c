"use server";
import * as sending from "@/lib/commands/sending";
import { FRESH, staffAction } from "@/lib/server/action";

export const releaseSending = staffAction(
  "sending.release",
  sending.ReleaseSending,
  sending.releaseSending,
  FRESH,
);
