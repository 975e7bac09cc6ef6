/** Colours for people; none where NO_COLOR is set, `--no-color` was given, or the stream is no terminal. */
import { styleText } from "node:util";

export type Paint = (style: "green" | "red" | "yellow" | "dim" | "bold" | "cyan", text: string) => string;

export function painter(stream: NodeJS.WriteStream, wanted: boolean): Paint {
  const on = wanted && stream.isTTY === true && !process.env.NO_COLOR;
  return (style, text) => (on ? styleText(style, text, { validateStream: false }) : text);
}
