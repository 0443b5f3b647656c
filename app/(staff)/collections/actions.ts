"use server";
import * as collections from "@/lib/commands/collections";
import { staffAction } from "@/lib/server/action";

export const askCollection = staffAction(
  "collection.ask",
  collections.AskCollection,
  collections.askCollection,
);
export const cancelCollection = staffAction(
  "collection.cancel",
  collections.CancelCollection,
  collections.cancelCollection,
);
