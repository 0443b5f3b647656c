import { notFound } from "next/navigation";
import { CollectionView } from "@/components/collections/collection-view";
import { LiveRefresh } from "@/components/live/live-refresh";
import { obstacleToCancelCollection } from "@/lib/domain/collection";
import { may } from "@/lib/domain/deeds";
import { desk } from "@/lib/runtime/desk";
import { requireStaff } from "@/lib/server/session";
import { cancelCollection } from "../actions";

export const metadata = { title: "Collection" };

export default async function CollectionPage({ params }: { params: Promise<{ collectionId: string }> }) {
  const { collectionId } = await params;
  const staff = await requireStaff(`/collections/${collectionId}`);
  const collection = await desk().read.collection(collectionId);
  if (collection === null) notFound();
  const canCancel =
    may(staff.role, "collection.cancel") && obstacleToCancelCollection(collection.state) === null;
  return (
    <>
      <LiveRefresh topics={[`collection:${collectionId}`]} />
      <CollectionView
        collection={collection}
        cancel={canCancel ? cancelCollection : null}
        mayAsk={may(staff.role, "collection.ask")}
      />
    </>
  );
}
