import { desk } from "../runtime/desk";

/** What a command answers with a token is told to the browser as the link it is given out in. */
export const withJoinLink =
  <Ctx, Input, Invited extends { readonly token: string }>(
    command: (ctx: Ctx, input: Input) => Promise<Invited>,
  ) =>
  async (ctx: Ctx, input: Input) => {
    const { token, ...rest } = await command(ctx, input);
    return { ...rest, link: new URL(`/join?token=${token}`, desk().settings.appUrl).href };
  };
