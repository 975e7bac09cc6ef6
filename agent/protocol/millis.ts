/** Milliseconds: since 1970 by whose clock it says, or a length of time. */
export type Millis = number;
