import { captureCard, cardByToken } from "./capture";
import { PRIVATE_HEADERS } from "./http";
import { readCard } from "./page-form";
import { cardFields, noticePage, page } from "./page-html";
import type { CardRow } from "./capture";
import type { Call, Reply, Route } from "./http";
import type { Complaints, Values } from "./page-form";
import type { World } from "./world";

/** Any site may frame the page, as its address is known to nobody but the contact's own. */
const HEADERS = {
  ...PRIVATE_HEADERS,
  "referrer-policy": "no-referrer",
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'",
};

const show = (status: number, html: string): Reply => ({ status, html, headers: HEADERS });

async function showPage(world: World, call: Call): Promise<Reply> {
  const card = await cardByToken(world.store, call.params.token ?? "");
  if (!card) return unknownLink();
  if (card.state !== "pending") return usedLink();
  return show(200, capturePage(card, {}, {}));
}

async function submitPage(world: World, call: Call): Promise<Reply> {
  const card = await cardByToken(world.store, call.params.token ?? "");
  if (!card) return unknownLink();
  if (card.state !== "pending") return usedLink();
  const form = new URLSearchParams(call.raw.toString("utf8"));
  const { details, complaints, values } = readCard(Object.fromEntries(form));
  if (!details) return show(422, capturePage(card, values, complaints));
  const result = await captureCard(world, card.id, details.card_number);
  if (result === "spent") return usedLink();
  return { status: 303, headers: { location: `/card/capture/${card.token}/done` } };
}

async function done(world: World, call: Call): Promise<Reply> {
  const card = await cardByToken(world.store, call.params.token ?? "");
  if (!card) return unknownLink();
  switch (card.state) {
    case "pending":
      return { status: 303, headers: { location: `/card/capture/${card.token}` } };
    case "active":
      return show(
        200,
        noticePage(
          "Card saved",
          `The card ending in ${card.last_four} is saved. You can close this page.`,
          true,
        ),
      );
    case "failed":
      return show(
        200,
        noticePage(
          "The card could not be saved",
          "Your bank declined it. Nothing was charged. Ask for a new page to try another card.",
        ),
      );
  }
}

const unknownLink = () =>
  show(
    404,
    noticePage("This page is not valid", "Check that you opened the whole address, or ask for a new one."),
  );

const usedLink = () =>
  show(
    410,
    noticePage("This page was already used", "It takes one card. Ask for a new page to save another."),
  );

function capturePage(card: CardRow, values: Values, complaints: Complaints): string {
  const isWrong = Object.keys(complaints).length > 0;
  return page(
    "Save a card",
    `<h1>Save a card</h1>
<p class="about">Nothing is charged now. The card is kept for payments you agree to later.</p>
${isWrong ? '<p class="alert" role="alert">Please check the marked fields.</p>' : ""}
<form method="post" action="/card/capture/${card.token}" novalidate>
${cardFields({ values, complaints })}
<button type="submit">Save card</button>
</form>`,
  );
}

export const capturePageRoutes: readonly Route[] = [
  { method: "GET", path: "/card/capture/:token", open: true, handle: showPage },
  { method: "POST", path: "/card/capture/:token", open: true, handle: submitPage },
  { method: "GET", path: "/card/capture/:token/done", open: true, handle: done },
];
