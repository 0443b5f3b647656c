import type { Chance } from "./chance";

const GIVEN = [
  "Olivia",
  "Liam",
  "Emma",
  "Noah",
  "Charlotte",
  "William",
  "Amélie",
  "Thomas",
  "Zoé",
  "Félix",
  "Priya",
  "Arjun",
  "Mei",
  "Wei",
  "Fatima",
  "Omar",
  "Sofia",
  "Mateo",
  "Aiyana",
  "Kai",
  "Grace",
  "Ethan",
  "Chloé",
  "Samuel",
  "Nadia",
  "Viktor",
  "Ingrid",
  "Daniel",
  "Léa",
  "Gabriel",
  "Hana",
  "Jonah",
  "Ruth",
  "Isaac",
  "Maya",
  "Théo",
] as const;
const FAMILY = [
  "Tremblay",
  "Smith",
  "Nguyen",
  "Roy",
  "Singh",
  "Gagnon",
  "Brown",
  "Chen",
  "Côté",
  "Martin",
  "Wilson",
  "Bouchard",
  "MacDonald",
  "Khan",
  "Gauthier",
  "Lee",
  "Campbell",
  "Pelletier",
  "Patel",
  "Fortin",
  "Grant",
  "Okafor",
  "Lavoie",
  "Kowalski",
  "Bélanger",
  "Haddad",
  "Fraser",
  "Desjardins",
  "Murphy",
  "Ouellet",
] as const;
const PLACE = [
  "Maple",
  "North Shore",
  "Prairie",
  "Harbour",
  "Boréal",
  "Cedar",
  "Laurier",
  "Granite",
  "Saltwater",
  "Rideau",
  "Foxglove",
  "Blue Heron",
  "Mile End",
  "Kootenay",
  "Fundy",
  "Red River",
  "Juniper",
  "Aurora",
  "Gatineau",
  "Tidewater",
] as const;
const CRAFT = [
  "Woodworks",
  "Ceramics",
  "Press",
  "Glass",
  "Textiles",
  "Leather",
  "Candles",
  "Botanicals",
  "Bakery",
  "Roasters",
  "Cycles",
  "Forge",
  "Papeterie",
  "Furniture",
  "Apiary",
  "Soapworks",
  "Knits",
  "Lighting",
  "Preserves",
  "Studio",
] as const;
const TAGS = ["wholesale", "monthly box", "craft fair", "gift shop", "priority", "new in 2026"] as const;

const plain = (text: string) =>
  text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ".");

export type Somebody = {
  readonly name: string;
  readonly email: string;
  readonly language: "en" | "fr";
  readonly tags: string[];
};

const tagsOf = (luck: Chance): string[] => (luck.happens(0.4) ? [luck.pick(TAGS)] : []);

/** A person who buys. `n` keeps the e-mail address one of a kind. */
export function person(luck: Chance, n: number): Somebody {
  const name = `${luck.pick(GIVEN)} ${luck.pick(FAMILY)}`;
  return {
    name,
    email: `${plain(name)}${n}@example.ca`,
    language: luck.happens(0.3) ? "fr" : "en",
    tags: tagsOf(luck),
  };
}

/** A business that sells. */
export function business(luck: Chance, n: number): Somebody {
  const name = `${luck.pick(PLACE)} ${luck.pick(CRAFT)}`;
  return {
    name,
    email: `accounts@${plain(name).replaceAll(".", "-")}${n}.example.ca`,
    language: luck.happens(0.25) ? "fr" : "en",
    tags: tagsOf(luck),
  };
}

const GOODS = [
  "walnut shelving",
  "stoneware set",
  "spring order",
  "monthly box",
  "gift cards",
  "market stall",
  "linen napkins",
  "espresso beans",
  "hand-bound journals",
  "beeswax candles",
  "repair",
  "deposit",
  "custom lamp",
  "wool throws",
] as const;

export const purpose = (luck: Chance): string => luck.pick(GOODS);
