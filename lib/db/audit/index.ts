export { compareAnchors, type Compared } from "./anchors";
export { chainHead, walkChain, type Head, type Walk } from "./chain";
