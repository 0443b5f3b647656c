import { Refusal } from "../../domain/refusal";

export const usedBefore = () =>
  new Refusal("already_exists", "This form was used before. Open a new one and fill it in again.");
