"use client";
import { useEffect, useRef, useState, useTransition } from "react";
import { CodeField } from "@/components/proof/code-field";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { TextField } from "@/components/ui/input";
import { DemoSignIns, type DemoSignIn } from "./demo-sign-ins";
import { signIn, type SignInProblem } from "./sign-in";

/** `to` is a path of this desk, checked by the server. */
export function SignInForm({ to, demo }: { to: string; demo: readonly DemoSignIn[] }) {
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const code = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [problem, setProblem] = useState<SignInProblem | null>(null);
  const [isPending, startTransition] = useTransition();
  const [isLeaving, setLeaving] = useState(false);
  const asksForCode = problem?.asksForCode === true;

  useEffect(() => {
    if (problem !== null) (problem.asksForCode ? code : password).current?.select();
  }, [problem]);

  const submit = () =>
    startTransition(async () => {
      const [address, secret] = [email.current?.value ?? "", password.current?.value ?? ""];
      const found = await signIn(address, secret, asksForCode ? (code.current?.value ?? "") : "");
      setProblem(found);
      if (found !== null) return;
      setLeaving(true);
      // A whole load, so that nothing of whoever was here before stays in this tab.
      window.location.replace(to);
    });

  const fill = (person: DemoSignIn) => {
    if (email.current) email.current.value = person.email;
    if (password.current) password.current.value = person.password;
    setProblem(null);
    button.current?.focus();
  };

  return (
    <>
      {/* Sent before the page is ready, it must not put the password into the address: hence POST, to a door that says no. */}
      <form
        method="post"
        action="/api/auth/callback/credentials"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-6 shadow-pop"
      >
        {problem !== null && <Problem {...problem} />}
        <TextField
          ref={email}
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
          onChange={() => asksForCode && setProblem(null)}
          autoFocus
        />
        <TextField
          ref={password}
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          maxLength={1_000}
          onChange={() => asksForCode && setProblem(null)}
        />
        {asksForCode && <CodeField ref={code} name="code" />}
        <Button
          ref={button}
          type="submit"
          variant="go"
          isPending={isPending || isLeaving}
          className="mt-1 min-h-9"
        >
          Sign in
        </Button>
      </form>
      {demo.length > 0 && <DemoSignIns people={demo} onChoose={fill} />}
    </>
  );
}

const CODE_NEXT = "Your password is right. Now type a code as well.";

const Problem = ({ message, reference, asksForCode }: SignInProblem) => {
  const meaning = reference !== null ? "bad" : asksForCode && message === null ? "waiting" : "attention";
  return (
    <Callout meaning={meaning} isAlert>
      {message ?? CODE_NEXT}
      {reference !== null && (
        <>
          {" "}
          Reference number <span className="font-mono text-xs select-all">{reference}</span>
        </>
      )}
    </Callout>
  );
};
