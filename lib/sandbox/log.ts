/** One line of JSON per problem; the sandbox says nothing else. */
export function log(problem: string, error: unknown) {
  const message = error instanceof Error ? error.message : error;
  process.stderr.write(
    `${JSON.stringify({ at: new Date().toISOString(), source: "sandbox", problem, message })}\n`,
  );
}
