/** Every query ends in one of these; `joined` ones end with the query they joined. */
export interface QueryCounters {
  queries: number;
  hits: number;
  misses: number;
  joined: number;
  special: number;
  refusedByAcl: number;
  formerr: number;
  notimp: number;
  badvers: number;
  refusedType: number;
  droppedShort: number;
  droppedResponse: number;
  droppedOverload: number;
  synthesised: number;
  filtered: number;
  reverse: number;
  servfail: number;
  /** Given past their end. */
  stale: number;
}

export function noQueriesYet(): QueryCounters {
  return {
    queries: 0,
    hits: 0,
    misses: 0,
    joined: 0,
    special: 0,
    refusedByAcl: 0,
    formerr: 0,
    notimp: 0,
    badvers: 0,
    refusedType: 0,
    droppedShort: 0,
    droppedResponse: 0,
    droppedOverload: 0,
    synthesised: 0,
    filtered: 0,
    reverse: 0,
    servfail: 0,
    stale: 0,
  };
}
