import { desk } from "@/lib/runtime/desk";
import { troubled } from "@/lib/server/route";

export const dynamic = "force-dynamic";

const PATIENCE_MS = 3_000;

/** Whether this process can work: its database answers. */
export async function GET(request: Request): Promise<Response> {
  const late = new Promise<never>((_, fail) => {
    setTimeout(() => fail(new Error("The database did not answer in time.")), PATIENCE_MS).unref();
  });
  try {
    await Promise.race([desk().connections.prisma.$queryRaw`SELECT 1`, late]);
    return Response.json({ ok: true }, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    return troubled(request, error, 503);
  }
}
