import type { FieldProblems, RefusalCode } from "./refusal";

/** What every server action answers. `reference` names an unexpected failure in the log. */
export type ActionAnswer<Value> =
  | { readonly ok: true; readonly value: Value }
  | {
      readonly ok: false;
      readonly code: RefusalCode | "unexpected";
      readonly message: string;
      readonly fields: FieldProblems;
      readonly reference: string | null;
    };

/** An action as a component is given it. */
export type Action<Input, Value> = (input: Input) => Promise<ActionAnswer<Value>>;
