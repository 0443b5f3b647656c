"use client";
import { createContext, useContext } from "react";

/** Asks the person to prove who they are. True once they have, false when they would rather not. */
export type AskProof = () => Promise<boolean>;

/** Where nobody can be asked, nothing is proved. */
export const ProveContext = createContext<AskProof>(() => Promise.resolve(false));
export const useAskProof = (): AskProof => useContext(ProveContext);
