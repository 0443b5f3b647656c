export { CARD_RETRY_LIMITS } from "./card-declines";
export { EXPLANATIONS_DATE, EXPLANATIONS_VERSION, explainFailure, type Failure } from "./explain";
export { OWN_REASONS, type OwnReason } from "./own-reasons";
export {
  DECISION_WORDS,
  NEXT_STEPS,
  type Actor,
  type DecisionWord,
  type EffectOnContact,
  type EffectOnMethod,
  type Explanation,
  type NextStep,
  type NextStepKind,
  type Retry,
  type RetryAllowed,
} from "./vocabulary";
