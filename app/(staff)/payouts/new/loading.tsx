export { FormSkeleton as default } from "@/components/intents/skeletons";
