/** Application Default Credentials, through Google's own library, which is loaded when a plan needs it. */
import { CloudError } from "../action.ts";

const SCOPE = "https://www.googleapis.com/auth/cloud-platform";

/** @param learn told every token, so that none gets into a log. */
export function gcpToken(learn: (secret: string) => void): () => Promise<string> {
  let auth: Promise<{ getAccessToken(): Promise<string | null | undefined> }> | null = null;
  return async () => {
    auth ??= import("google-auth-library").then(
      ({ GoogleAuth }) => new GoogleAuth({ scopes: [SCOPE] }),
      (cause: unknown) => {
        throw new CloudError(
          "refused",
          "google-auth-library is not installed: npm install google-auth-library beside migrate, then again",
          { cause },
        );
      },
    );
    const library = await auth;
    try {
      const token = await library.getAccessToken();
      if (!token) throw new Error("they gave no token");
      learn(token);
      return token;
    } catch (cause) {
      throw new CloudError(
        "unreachable",
        `no Google credentials: ${(cause as Error).message.split(/[.\n]/)[0]}. Set GOOGLE_APPLICATION_CREDENTIALS, or gcloud auth application-default login`,
        {
          cause,
        },
      );
    }
  };
}
