import { notFound } from "next/navigation";
import { CollectionView } from "@/components/collections/collection-view";
import { LiveRefresh } from "@/components/live/live-refresh";
import { obstacleToCancelCollection } from "@/lib/domain/collection";
import { may } from "@/lib/domain/deeds";
import { desk } from "@/lib/runtime/desk";
import { requireStaff } from "@/lib/server/session";
import { cancelCollection, payCollection } from "../actions";

export const metadata = { title: "Collection" };

export default async function CollectionPage({ params }: { params: Promise<{ collectionId: string }> }) {
  const { collectionId } = await params;
  const staff = await requireStaff(`/collections/${collectionId}`);
  const { read, asksForAccountNumber } = desk();
  const collection = await read.collection(collectionId);
  if (collection === null) notFound();
  const standing = { state: collection.state, isAtJetpay: collection.transaction !== null };
  const canCancel = may(staff.role, "collection.cancel") && obstacleToCancelCollection(standing) === null;
  return (
    <>
      <LiveRefresh topics={[`collection:${collectionId}`]} />
      <CollectionView
        collection={collection}
        cancel={canCancel ? cancelCollection : null}
        pay={may(staff.role, "collection.charge") ? payCollection : null}
        asksForAccountNumber={asksForAccountNumber}
        mayAsk={may(staff.role, "collection.ask")}
      />
    </>
  );
}
