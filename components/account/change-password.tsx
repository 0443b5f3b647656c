"use client";
import { useState } from "react";
import { ActionProblem } from "@/components/intents/action-problem";
import { useAction } from "@/components/intents/use-action";
import { NewPasswordField } from "@/components/sign-in/new-password-field";
import { AliveFields } from "@/components/ui/alive-fields";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { Action } from "@/lib/domain/answer";
import { obstacleToPassword } from "@/lib/domain/password";

type ChangePasswordProps = {
  readonly change: Action<{ password: string }, unknown>;
  readonly email: string;
  readonly name: string;
};

/** One's own password. What was typed stays until it was taken. */
export function ChangePassword({ change, email, name }: ChangePasswordProps) {
  const [password, setPassword] = useState("");
  const { run, isPending, problem, setProblem } = useAction(change, {
    done: () => {
      setPassword("");
      toast.success("Your password is changed. You are signed out everywhere but here.");
    },
  });
  const wrong = problem?.fields["password"];
  const send = () => {
    const obstacle = obstacleToPassword(password, { email, name });
    if (obstacle === null) return run({ password });
    setProblem({ code: "bad_input", message: obstacle, fields: { password: obstacle }, reference: null });
  };
  return (
    <form
      noValidate
      method="post"
      className="flex max-w-[420px] flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {problem !== null && wrong === undefined && <ActionProblem problem={problem} />}
      <AliveFields>
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <NewPasswordField
          label="New password"
          value={password}
          error={wrong}
          onValueChange={(value) => {
            setPassword(value);
            setProblem(null);
          }}
        />
        <div>
          <Button type="submit" isPending={isPending}>
            Change password
          </Button>
        </div>
      </AliveFields>
    </form>
  );
}
