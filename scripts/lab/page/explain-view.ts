import { AWS_ANSWERS } from '../../sigv4/mistakes/aws-answers';
import { mistakeNamed } from '../../sigv4/mistakes/catalogue';
import { STAGES } from '../../sigv4/staged-signer/staged-signer';
import { curlLine } from '../sheet/curl';
import { type ExplainedAnswer, type ExplainedRequest, explainPaste } from '../sheet/explained';
import { type Fields, signingInputOf } from '../sheet/fields';
import { type SheetStage, textsOf } from '../sheet/figures';
import { linesOf, titleOfPart } from '../sheet/lines';
import { button, type Content, element, replaceContent } from './dom';
import { lineOf } from './marked-line';
import { INITIAL_FIELDS } from './state';
import { fact, mistakeView } from './verdict-view';

/**
 * Makes the Explain view: what was pasted is taken apart and explained with each key.
 *
 * @param open called when the request is to be opened in Build
 */
export function makeExplainView(root: HTMLElement, open: (fields: Fields) => void): void {
  const text = element('textarea', { id: 'pasted', rows: 10, spellcheck: 'false' });
  const secret = element('input', { id: 'pasted-secret', type: 'text', autocomplete: 'off' });
  const answer = element('div', { class: 'explained', role: 'status' });
  const examples = Object.entries(EXAMPLES).map(([name, example]) =>
    button(name, () => {
      text.value = example();
      show();
    }),
  );
  root.append(
    element(
      'section',
      { class: 'paste', 'aria-labelledby': 'explain-title' },
      element('h2', { id: 'explain-title' }, 'Explain a 403'),
      element(
        'label',
        { for: 'pasted' },
        'Paste the body of a refusal, an Authorization header, a curl line, a presigned URL, or a whole request',
      ),
      text,
      element(
        'label',
        { for: 'pasted-secret' },
        'Secret access key, to check the signature (optional)',
      ),
      secret,
      element('p', { class: 'note' }, 'What you paste stays in this page.'),
      element('p', { class: 'examples' }, 'Try ', examples),
    ),
    answer,
  );
  text.addEventListener('input', show);
  secret.addEventListener('input', show);
  show();

  function show(): void {
    replaceContent(answer, text.value.trim() !== '' && explain());
  }

  function explain(): Content {
    const explained = explainPaste(text.value, secret.value.trim(), new Date());
    return explained.kind === 'answer' ? answerView(explained, open) : requestView(explained, open);
  }
}

const HEADER_FORM = () => textsOf(STAGES, signingInputOf(INITIAL_FIELDS));

/** What people paste, made from the first example with a mistake in it. */
const EXAMPLES: Record<string, () => string> = {
  'a refusal': () => {
    const { 'canonical-request': canonical, 'string-to-sign': toSign } = HEADER_FORM();
    const [, message = ''] = /"(.*)"/.exec(AWS_ANSWERS.mismatch) ?? [];
    return JSON.stringify({
      message:
        `${message}\n\nThe Canonical String for this request should have been\n'${canonical}'` +
        `\n\nThe String-to-Sign should have been\n'${toSign}'\n`,
    });
  },
  'an Authorization header': () => {
    const { sent } = textsOf(withMistake('wrong-service'), signingInputOf(INITIAL_FIELDS));
    return sent.split('\n').find((line) => line.startsWith('Authorization')) ?? '';
  },
  'a curl line': () =>
    curlLine(
      INITIAL_FIELDS,
      textsOf(withMistake('key-prefix-missing'), signingInputOf(INITIAL_FIELDS)),
    ),
  'a presigned URL': () => {
    const fields: Fields = { ...INITIAL_FIELDS, form: 'query', signBody: false };
    const line = curlLine(fields, textsOf(STAGES, signingInputOf(fields)));
    return /'(https:[^']*)'/.exec(line)?.[1] ?? '';
  },
};

function withMistake(id: string) {
  return { ...STAGES, ...mistakeNamed(id).variants[0]!.replace(STAGES) };
}

function answerView(explained: ExplainedAnswer, open: (fields: Fields) => void): Content {
  const { message, refusals, server, fields } = explained;
  return [
    refusals.map(({ status, words, cause, remedy }) =>
      element(
        'div',
        { class: 'mistake' },
        element('h3', {}, `${status} ${words}`),
        element('p', {}, `${sentence(cause)}.`),
        element('p', { class: 'fix' }, element('strong', {}, 'Fix '), `${sentence(remedy)}.`),
      ),
    ),
    refusals.length === 0 &&
      element(
        'p',
        { class: 'headline' },
        `API Gateway is not known to refuse a request with these words: ${message.slice(0, 200)}`,
      ),
    server && [
      element(
        'p',
        {},
        'This is what AWS computed from the request as it arrived. Compare it with your own, line by ' +
          'line: the first line that differs names the part that is wrong.',
      ),
      stageTable('The canonical request of AWS', 'canonical-request', server.canonicalRequest),
      stageTable('The string to sign of AWS', 'string-to-sign', server.stringToSign),
    ],
    fields && button('Open in Build, beside your steps', () => open(fields), { class: 'primary' }),
  ];
}

function requestView(explained: ExplainedRequest, open: (fields: Fields) => void): Content {
  const { kind, parts, remarks, fields, check } = explained;
  const causes = check?.diagnosis.explanations[0]?.members ?? [];
  return [
    causes.map(mistakeView),
    check?.isRight && element('p', { class: 'headline good' }, '✓ The signature is right'),
    check &&
      !check.isRight &&
      causes.length === 0 &&
      element(
        'p',
        { class: 'headline bad' },
        '✗ The signature is wrong, and no known mistake explains it: it may be another secret key',
      ),
    remarks.map(({ cause, remedy }) =>
      element(
        'div',
        { class: 'mistake' },
        element('h3', {}, cause),
        element('p', { class: 'fix' }, element('strong', {}, 'Fix '), remedy),
      ),
    ),
    parts === undefined &&
      element('p', { class: 'headline bad' }, '✗ The request is not signed: it has no signature'),
    parts &&
      remarks.length === 0 &&
      !check &&
      element(
        'p',
        { class: 'headline good' },
        '✓ All that can be seen without the secret key is right',
      ),
    element('h4', {}, `Taken apart: ${kind}`),
    element('dl', { class: 'facts' }, factsOf(explained)),
    kind !== 'Authorization header' &&
      button('Open in Build, stage by stage', () => open(fields), { class: 'primary' }),
  ];
}

/** The known parts of a request and its signature. */
function factsOf({ kind, parts, fields }: ExplainedRequest): Content {
  const [key, date, region, service, end] = (parts?.credential ?? '').split('/');
  const request = kind === 'Authorization header' ? {} : requestFacts(fields);
  const facts: Record<string, string | undefined> = {
    ...request,
    Algorithm: parts?.algorithm,
    'Access key id': key,
    'Scope: date': date,
    'Scope: region': region,
    'Scope: service': service,
    'Scope: end': end,
    'Signed headers': parts?.signedHeaders,
    'X-Amz-Date': parts?.date,
    'Valid for': parts?.expires && `${parts.expires} seconds`,
    'Session token': parts?.hasToken ? 'sent' : undefined,
    Signature: parts?.signature,
  };
  return Object.entries(facts).map(([name, value]) => value && fact(name, value));
}

function requestFacts({ method, path, query, headers, body }: Fields): Record<string, string> {
  return { Method: method, Path: path, Query: query, Headers: headers, Body: body };
}

function stageTable(title: string, stage: SheetStage, text: string): HTMLElement {
  const lines = linesOf(stage, text);
  return element(
    'section',
    { class: 'stage' },
    element('header', {}, element('h3', {}, title)),
    element(
      'table',
      {},
      element('caption', {}, title),
      element(
        'tbody',
        {},
        lines.map(({ part, text: line }, index) =>
          element(
            'tr',
            {},
            element(
              'th',
              { scope: 'row' },
              part === lines[index - 1]?.part
                ? element('span', { class: 'hidden' }, titleOfPart(part))
                : titleOfPart(part),
            ),
            element('td', {}, lineOf(line)),
          ),
        ),
      ),
    ),
  );
}

function sentence(clause: string): string {
  return clause.charAt(0).toUpperCase() + clause.slice(1);
}
