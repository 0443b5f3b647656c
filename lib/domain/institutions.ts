/** `short` is what tables and buttons show, and what Jetpay's own sample sends ("BMO"). */
export type Institution = { readonly short: string; readonly full: string };

/**
 * Canadian financial institutions by their three digits.
 * Source: the institution numbers that Payments Canada gives out (Financial Institutions File), checked against three
 * public copies of its list in November 2026. It is not complete: a number that is absent here may still be right.
 */
const INSTITUTIONS: ReadonlyMap<string, Institution> = new Map(
  (
    [
      ["001", "BMO", "Bank of Montreal"],
      ["002", "Scotiabank", "The Bank of Nova Scotia"],
      ["003", "RBC", "Royal Bank of Canada"],
      ["004", "TD", "The Toronto-Dominion Bank"],
      ["006", "National Bank", "National Bank of Canada"],
      ["010", "CIBC", "Canadian Imperial Bank of Commerce"],
      ["016", "HSBC (now RBC)", "HSBC Bank Canada, part of Royal Bank of Canada since 2024"],
      ["030", "CWB", "Canadian Western Bank, part of National Bank of Canada since 2025"],
      ["039", "Laurentian", "Laurentian Bank of Canada"],
      ["177", "Bank of Canada", "Bank of Canada"],
      ["219", "ATB", "ATB Financial"],
      ["241", "Bank of America", "Bank of America, National Association"],
      ["245", "MUFG", "MUFG Bank, Canada Branch"],
      ["250", "BNP Paribas", "BNP Paribas, Canada Branch"],
      ["260", "Citibank", "Citibank Canada"],
      ["265", "Deutsche Bank", "Deutsche Bank AG"],
      ["269", "Mega Bank", "Mega International Commercial Bank (Canada)"],
      ["270", "JPMorgan Chase", "JPMorgan Chase Bank, National Association"],
      ["275", "KEB Hana", "KEB Hana Bank Canada"],
      ["277", "Mizuho", "Mizuho Bank, Canada Branch"],
      ["290", "UBS", "UBS Bank (Canada)"],
      ["292", "Société Générale", "Société Générale (Canada Branch)"],
      ["294", "SBI Canada", "State Bank of India (Canada)"],
      ["301", "SMBC", "Sumitomo Mitsui Banking Corporation, Canada Branch"],
      ["303", "Amex", "Amex Bank of Canada"],
      ["307", "ICBC", "Industrial and Commercial Bank of China (Canada)"],
      ["308", "Bank of China", "Bank of China (Canada)"],
      ["309", "Vancity Bank", "Vancity Community Investment Bank, formerly Citizens Bank of Canada"],
      ["310", "First Nations Bank", "First Nations Bank of Canada"],
      ["315", "CTBC", "CTBC Bank Corp. (Canada)"],
      ["318", "U.S. Bank", "U.S. Bank National Association"],
      ["321", "Habib", "Habib Canadian Bank"],
      ["323", "Capital One", "Capital One Bank (Canada Branch)"],
      ["326", "PC Financial", "President’s Choice Bank"],
      ["327", "State Street", "State Street"],
      ["328", "Citibank N.A.", "Citibank N.A."],
      ["330", "Comerica", "Comerica Bank"],
      ["332", "First Commercial", "First Commercial Bank"],
      ["334", "VersaBank", "VersaBank, formerly Pacific & Western Bank of Canada"],
      ["338", "Canadian Tire Bank", "Canadian Tire Bank"],
      ["340", "ICICI", "ICICI Bank Canada"],
      ["344", "General Bank", "General Bank of Canada"],
      ["347", "Bridgewater", "Bridgewater Bank"],
      ["349", "Northern Trust", "The Northern Trust Company, Canada Branch"],
      ["355", "Shinhan", "Shinhan Bank Canada"],
      ["358", "HomeEquity", "HomeEquity Bank"],
      ["507", "Community Trust", "Community Trust Company"],
      ["509", "Canada Trust", "The Canada Trust Company"],
      ["532", "Effort Trust", "The Effort Trust Company"],
      ["540", "Manulife", "Manulife Bank of Canada"],
      ["548", "CIBC Trust", "CIBC Trust Corporation"],
      ["568", "Peace Hills", "Peace Hills Trust Company"],
      ["570", "Royal Trust", "The Royal Trust Company"],
      ["608", "Alterna Bank", "CS Alterna Bank"],
      ["614", "Tangerine", "Tangerine Bank"],
      ["618", "B2B Bank", "B2B Bank"],
      ["621", "Peoples Trust (KOHO)", "Peoples Trust Company, which also holds KOHO accounts"],
      ["623", "EQ Bank", "Equitable Bank"],
      ["626", "Manulife Trust", "Manulife Trust Company"],
      ["803", "Latvian CU", "Latvian Credit Union"],
      ["807", "Comtech CU", "Communication Technologies Credit Union"],
      ["809", "Central 1 (BC)", "Central 1 Credit Union, British Columbia"],
      ["815", "Desjardins", "Fédération des caisses Desjardins du Québec"],
      ["819", "Caisse Manitoba", "Caisses populaires du Manitoba"],
      ["828", "Central 1 (ON)", "Central 1 Credit Union, Ontario"],
      ["829", "Desjardins (ON)", "Caisses populaires de l’Ontario"],
      ["837", "Meridian", "Meridian Credit Union"],
      ["839", "Atlantic Central", "Atlantic Central, credit unions of the Atlantic provinces"],
      ["842", "Alterna", "Alterna Savings and Credit Union"],
      ["853", "Concentra", "Concentra Bank"],
      ["865", "UNI", "Caisses populaires acadiennes (UNI Coopération financière)"],
      ["879", "CU Manitoba", "Credit Union Central of Manitoba"],
      ["889", "SaskCentral", "Credit Union Central of Saskatchewan"],
      ["890", "Alliance Ontario", "Alliance des caisses populaires de l’Ontario"],
      ["899", "CU Alberta", "Credit Union Central Alberta"],
    ] as const
  ).map(([number, short, full]) => [number, { short, full }]),
);

/** Null when the number is not in our list, which does not make it wrong. */
export const institution = (number: string): Institution | null => INSTITUTIONS.get(number) ?? null;

/** The short name, e.g. "TD"; null when the number is not in our list. */
export const institutionName = (number: string): string | null => institution(number)?.short ?? null;

export const institutionNumbers = (): string[] => [...INSTITUTIONS.keys()];
