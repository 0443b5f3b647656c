export { ListSkeleton as default } from "@/components/data-table/data-table-skeleton";
