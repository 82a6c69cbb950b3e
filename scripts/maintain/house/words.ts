/** A word at which readers stumble, above all those whose first language is not English. */
export interface Word {
  /** As a regular expression matches it, whatever its case. */
  word: RegExp;
  /** What to write. */
  better: string;
}

/** Words that must not come back, each with a better one. */
export const WORDS: readonly Word[] = [
  { word: /\bmend(s|ed|ing)?\b/i, better: 'fix' },
  { word: /\banew\b/i, better: 'again; "start over", "create a new …"' },
  { word: /\bin (its|their|his|her|your) stead\b/i, better: 'instead' },
  { word: /\blook(s|ed|ing)? whether\b/i, better: 'check whether' },
  { word: /\b(that|which|it) (is|are|was|were) none\b/i, better: 'is not a …' },
  { word: /\b(has|have|had) got\b/i, better: 'has, supports' },
  {
    word: /\b(is|are|was|were) (not|no longer) there\b/i,
    better: 'is missing, does not exist',
  },
  {
    word: /\b(is|are|was|were) (there already|already there)\b/i,
    better: 'already exists',
  },
  { word: /\b(bring|brings|brought|bringing) (\w+ )?back\b/i, better: 'restore' },
  { word: /\bof it all\b/i, better: 'of all …' },
  { word: /\b(does|do|did) not hold\b/i, better: 'fails; does not contain' },
  { word: /\b(otherwise|other) than (it|asked|they)\b/i, better: 'differently from' },
  { word: /\bwithout a look at\b/i, better: 'whether … or not' },
  { word: /\b(only )?believed\b/i, better: 'unconfirmed' },
  { word: /\bas far as (it is|they are|we know it) ?(known|looked at)?\b/i, better: 'if known' },
  { word: /\bbut for\b/i, better: 'except' },
  { word: /\b(has|have) changed places\b/i, better: 'are swapped' },
  { word: /\bsigners of the world\b/i, better: 'the best-known signers' },
  {
    word: /\b(API|role|function|stage|deployment)s? (that )?(is|are|was|were|has been|have been) made\b(?! of)/i,
    better: 'created',
  },
  { word: /\bmakes? (a|an|the) (REST API|API|role|stage|deployment)\b/i, better: 'create' },
  {
    word: /\bstands? (in|on|at|above|below|beside|behind|between|there)\b(?! for| under|\.|,|;|'|`|$)/i,
    better: 'is in, is on, depends on, comes before …',
  },
  { word: /\bas (it|they) stands?\b/i, better: 'unchanged' },
];

/** A word of the list in a text. */
export interface FoundWord {
  /** From 1. */
  line: number;
  /** As the text has it. */
  word: string;
  better: string;
}

/** The words of the list in a text, line by line. */
export function wordsIn(text: string): FoundWord[] {
  return text.split('\n').flatMap((content, index) =>
    WORDS.flatMap(({ word, better }) => {
      const found = word.exec(content)?.[0];
      return found === undefined ? [] : [{ line: index + 1, word: found, better }];
    }),
  );
}
