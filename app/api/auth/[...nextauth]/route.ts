import NextAuth from "next-auth";
import { NextRequest } from "next/server";
import { desk } from "@/lib/runtime/desk";
import { authOptions } from "@/lib/server/auth";
import { boundedBody } from "@/lib/server/body";
import { obstacleToHost, obstacleToOrigin } from "@/lib/server/origin";
import { privateJson, troubled } from "@/lib/server/route";

type Context = { params: Promise<{ nextauth: string[] }> };

/** In bytes. An e-mail address, a password and a token need far less. */
const MOST_BYTES = 16_384;
/** The few doors of next-auth that are used; the others stay shut. */
const OPEN = { GET: ["csrf", "signin", "signout", "error"], POST: ["callback/credentials", "signout"] };

const no = (status: number, message: string) =>
  privateJson(status, { code: "refused", message, reference: null });
const isOpen = async (method: keyof typeof OPEN, { params }: Context) =>
  OPEN[method].includes((await params).nextauth.join("/"));

async function handled(request: NextRequest, context: Context): Promise<Response> {
  const answer: Response = await NextAuth(request, context, authOptions());
  answer.headers.set("cache-control", "private, no-store");
  return answer;
}

export async function GET(request: NextRequest, context: Context): Promise<Response> {
  try {
    if (!(await isOpen("GET", context))) return no(404, "There is nothing here.");
    const obstacle = obstacleToHost(request.headers, desk().settings.appUrl);
    return obstacle === null ? await handled(request, context) : no(400, obstacle);
  } catch (error) {
    return troubled(request, error);
  }
}

export async function POST(request: NextRequest, context: Context): Promise<Response> {
  try {
    if (!(await isOpen("POST", context))) return no(404, "There is nothing here.");
    const obstacle = obstacleToOrigin(request.headers, desk().settings.appUrl);
    if (obstacle !== null) return no(403, obstacle);
    const body = await boundedBody(request, MOST_BYTES);
    if (body.kind !== "read") return no(413, "That is too much to sign in with.");
    const { url, method, headers } = request;
    return await handled(new NextRequest(url, { method, headers, body: body.bytes }), context);
  } catch (error) {
    return troubled(request, error);
  }
}
