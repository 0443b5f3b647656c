import { jetpayDelivery } from "@/lib/server/jetpay-delivery";

/** Where Jetpay tells us what happened. 2xx: kept, never send again. 401: not signed by Jetpay. 503: our trouble, send again. */
export const POST = jetpayDelivery;
