import { createLoader, createSerializer } from "nuqs/server";
import { EVENT_VIEWS, type EventView, type ListQuery } from "../domain/lists";
import { listSearch } from "./list";

export const eventSearch = listSearch(EVENT_VIEWS, ["-id"], "deliveries", "-id");
export type EventSearch = ListQuery<EventView, "-id">;
export const loadEventSearch = createLoader(eventSearch);
export const withEventSearch = createSerializer(eventSearch);
