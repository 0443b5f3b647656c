export { PaymentSkeleton as default } from "@/components/intents/skeletons";
