export { chainHead, compareAnchors, walkChain, type Compared, type Head, type Walk } from "./audit";
export { audited, recordRefusal, type Entry, type Stamp } from "./audited";
export { connect, type Connections, type DatabaseUrls } from "./client";
export {
  countRefused,
  foldRollups,
  ingester,
  type Incoming,
  type Ingested,
  type MalformedEvent,
} from "./ingest";
export { listen, type Listening } from "./listen";
export { reads, type Reads } from "./reads";
export { workLists, type WorkLists } from "./work-lists";
export type { Writes } from "./writes";
