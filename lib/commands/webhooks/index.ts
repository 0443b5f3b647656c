export { changeWebhook, deleteWebhook } from "./change";
export { ChangeWebhook, DeleteWebhook, RegisterWebhook, ReplayEvents, type ReplayFrom } from "./forms";
export { listWebhooks } from "./list";
export { registerWebhook } from "./register";
export { replayEvents } from "./replay";
