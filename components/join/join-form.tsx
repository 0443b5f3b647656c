"use client";
import { useState } from "react";
import { ActionProblem } from "@/components/intents/action-problem";
import { useAction } from "@/components/intents/use-action";
import { NewPasswordField } from "@/components/sign-in/new-password-field";
import { AliveFields } from "@/components/ui/alive-fields";
import { Button, ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { TextField } from "@/components/ui/input";
import type { ActionAnswer } from "@/lib/domain/answer";
import { obstacleToPassword } from "@/lib/domain/password";

type Joining = { readonly token: string; readonly password: string };

/** Asks the desk, as a page without a sign-in may. */
async function join(joining: Joining): Promise<ActionAnswer<{ email: string }>> {
  const response = await fetch("/api/join", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(joining),
    cache: "no-store",
  });
  return (await response.json()) as ActionAnswer<{ email: string }>;
}

/** Somebody invited chooses a password; then there is an account to sign in with. */
export function JoinForm({ token, email, name }: { token: string; email: string; name: string }) {
  const [password, setPassword] = useState("");
  const [hasJoined, setHasJoined] = useState(false);
  const { run, isPending, problem, setProblem } = useAction(join, { done: () => setHasJoined(true) });
  if (hasJoined)
    return (
      <Callout
        meaning="good"
        title="Your account is there"
        isAlert
        actions={
          <ButtonLink href="/sign-in" variant="go" prefetch={false}>
            Sign in
          </ButtonLink>
        }
      >
        Sign in as {email} with the password you chose. The link does not work again.
      </Callout>
    );
  const wrong = problem?.fields["password"];
  const send = () => {
    const obstacle = obstacleToPassword(password, { email, name });
    if (obstacle === null) return run({ token, password });
    setProblem({ code: "bad_input", message: obstacle, fields: { password: obstacle }, reference: null });
  };
  return (
    <form
      noValidate
      method="post"
      className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-6 shadow-pop"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {problem !== null && wrong === undefined && <ActionProblem problem={problem} />}
      <AliveFields>
        <TextField
          label="E-mail"
          type="email"
          name="email"
          autoComplete="username"
          value={email}
          readOnly
          hint="You sign in with this address."
        />
        <NewPasswordField
          label="Password"
          value={password}
          error={wrong}
          onValueChange={(value) => {
            setPassword(value);
            setProblem(null);
          }}
        />
        <Button type="submit" variant="go" isPending={isPending} className="mt-1 min-h-9">
          Join
        </Button>
      </AliveFields>
    </form>
  );
}
