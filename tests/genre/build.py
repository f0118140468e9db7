#!/usr/bin/env python3
"""build.py [NAME…] : makes the reports and their labels from the marked texts in marked/.

A marked text is the report itself with hand-made labels written where they belong, so that every span is exact.
It proposes nothing: each label is a literal of the marked text. The marks (README.md has the decisions behind them):
  %% key: value             head lines: type, notes, default (units, |), wrap (characters a line), join (drop line breaks, keep ⏎), bom
  {T title}                 title of the document
  {#2 （一）|title}          section of level 2; {#2? …} optional
  {t k=v;…} {x} {m} {o}     a task starts here: planned, done, mixed, optional; keys u l g (lists with |), d, under, inline
  {us !甲、乙、各区^}         units of the task before: ! leads, ^ is a group; {u 甲} one name with 、 inside; also {u! 甲} {u^ 甲}
  {d 年底前}                 deadline of the task before
  {q ind|cmp|val|unit|kind|by|s:words}   target; several joined by & share the words; cmp = >= <= > -> ~ [] ^ ; kind g l s c r
  {- words} {? words}       not a target; not judged
  {n line} {b line}         chrome; boilerplate; {N …} {B …} every line of a block
"""
import html, json, os, re, sys, unicodedata
HERE = os.path.dirname(os.path.abspath(__file__))
COMPARATORS = {'=': 'equal', '>=': 'at_least', '<=': 'at_most', '>': 'exceed', '->': 'reach', '~': 'about', '[]': 'range', '^': 'rank_up'}
KINDS = {'g': 'growth', 'l': 'level', 's': 'share', 'c': 'count', 'r': 'rank'}


def folded(s):
    return re.sub(r'\s+', '', unicodedata.normalize('NFKC', s))


def visible(text, name):
    """The text offsets and quotes refer to; the same rule as the scorer's."""
    if not name.endswith('.html'):
        return text
    text = re.sub(r'<(style|script|svg)\b.*?</\1>', '', text, flags=re.S)
    return html.unescape(re.sub(r'<[^>]+>', '', text))


def squeezed(s):
    return re.sub(r'[\s　]*\n[\s　]*', '', s).strip()


def parse(source):
    """Marked text -> plain text and marks [tag, argument, start, end]."""
    out, marks, i = [], [], 0

    def walk(i, depth):
        while i < len(source):
            c = source[i]
            if c == '\\' and source[i + 1] in '{}':
                out.append(source[i + 1]); i += 2
            elif c == '{':
                m = re.match(r'\{(#\d\??|us|u!\^|u!|u\^|u|[Ttxmodq\-?nbNB])(?=[ \n}:])[ ]?', source[i:])
                if not m:
                    raise SystemExit(f'unknown mark: {source[i:i+40]!r}')
                tag, i = m[1], i + m.end()
                argument = ''
                if tag[0] == '#':
                    j = source.index('|', i); argument = source[i:j].strip()
                    out.append(source[i:j]); i = j + 1
                elif tag == 'q':
                    j = source.index(':', i); argument = source[i:j]; i = j + 1
                elif tag in 'txmo':
                    j = source.index('}', i); argument = source[i:j]; i = j
                start = sum(map(len, out)); mark = [tag, argument, start, start]; marks.append(mark)
                if tag == 'us':
                    j = source.index('}', i); mark[1] = source[i:j]; out.append(re.sub(r'[!^]', '', source[i:j])); i = j
                i = walk(i, depth + 1)
                mark[3] = sum(map(len, out))
            elif c == '}':
                if not depth:
                    raise SystemExit(f'stray brace: {source[i-30:i+10]!r}')
                return i + 1
            else:
                out.append(c); i += 1
        if depth:
            raise SystemExit('unclosed mark')
        return i
    walk(0, 0)
    return ''.join(out), marks


def relaid(text, marks, wrap, join):
    """Breaks lines at a fixed width, or drops every line break; marks move along."""
    place, out, column = [], [], 0
    for c in text:
        if wrap and column >= wrap and c != '\n':
            out.append('\n'); column = 0
        place.append(len(out))
        if c == '\n':
            column = 0
            if join:
                continue
        elif join and c == '⏎':
            c = '\n'
        else:
            column += 1
        out.append(c)
    place.append(len(out))
    for m in marks:
        m[2] = place[m[2]]
        m[3] = place[m[3] - 1] + 1 if m[3] > 0 and place[m[3] - 1] + 1 > m[2] else m[2]
    return ''.join(out)


def units_of(words):
    """甲、乙（丙、丁）: cut at 、 ， , ； outside brackets."""
    names, depth, name = [], 0, ''
    for c in words:
        depth += (c in '（(〔[') - (c in '）)〕]')
        if c in '、，,；;' and not depth:
            names.append(name); name = ''
        else:
            name += c
    return [n.strip() for n in names + [name] if n.strip()]


def build(path, to):
    name = os.path.basename(path)
    lines = open(path, encoding='utf-8').read().split('\n')
    head = {}
    while lines[0].startswith('%%'):
        k, _, v = lines.pop(0)[2:].partition(':'); head[k.strip()] = v.strip()
    text, marks = parse('\n'.join(lines))
    text = relaid(text, marks, int(head.get('wrap', 0)), 'join' in head)
    view = visible(text, name); whole = folded(view)
    gold = {'doc': name, 'title': '', 'source_type': head.get('type', ''),
            'view': 'visible text: tags, <style>, <script>, <svg>, <% %> removed, entities decoded' if name.endswith('.html') else 'file text',
            'labelled_spans': 'all', 'labelled_chars': len(view), 'sections': [], 'tasks': [], 'targets': [], 'noise': []}
    spare = {'boilerplate': [], 'negative_quantities': [], 'ambiguous_quantities': []}
    errors, task, under, covered = [], None, None, []

    def words(m):
        return squeezed(visible(text[m[2]:m[3]], name))

    def add_units(found):
        for u in found:
            n = u.replace('!', '').replace('^', '')
            n = squeezed(n)
            if n in task['units']: errors.append(f'unit twice: {n}')
            task['units'].append(n)
            if '!' in u: task['lead'].append(n)
            if '^' in u: task.setdefault('group_units', []).append(n)

    cur = 0
    for m in marks:
        tag, arg = m[0], m[1]
        if tag not in 'u us u! u^ u!^': covered.append((m[2] - (len(arg) if tag[0] == '#' else 0), m[3]))
        if tag == 'T':
            gold['title'] = gold['title'] or words(m); under = under or gold['title']
        elif tag[0] == '#':
            s = {'level': int(tag[1]), 'title': words(m).lstrip('—').rstrip('。：:.')}
            if arg: s['num'] = arg
            if tag.endswith('?'): s['optional'] = True
            gold['sections'].append(s); under = s['title']
        elif tag in ('t', 'x', 'm', 'o'):
            rest = text[m[2]:m[2] + 200]
            if name.endswith('.html'):
                rest = visible(re.split(r'</(?:td|th|li|p|div|h\d)>', rest)[0] + ' ', name)
            elif name.endswith('.md') and text[:m[2]].rsplit('\n', 1)[-1].startswith('|'):
                rest = rest.split('|')[0]
            elif name.endswith('.csv'):
                rest = re.split('"' if text[m[2] - 1] == '"' else r'[,\n]', rest)[0]
            start = re.sub(r'\s+', '', rest)[:12]
            task = {'under': under or gold['title'], 'text_start': start, 'units': [], 'lead': [], 'deadline': None}
            for part in filter(None, arg.split(';')):
                k, _, v = part.partition('=')
                k = k.strip()
                if k == 'u': add_units(v.split('|'))
                elif k == 'l': task['lead'] = v.split('|')
                elif k == 'g': task['group_units'] = v.split('|')
                elif k == 'd': task['deadline'] = v
                elif k == 'under': task['under'] = v
                elif k == 'inline': task['inline_units'] = True
                else: errors.append('key ' + k)
            if tag == 'x': task['status'] = 'done'
            if tag == 'm': task['status'] = 'mixed'
            if tag == 'o': task['optional'] = True
            gold['tasks'].append(task)
            true = len(folded(visible(text[:m[2]], name))); i = whole.find(folded(start), cur)
            if i != true: errors.append(f'task start found at {i}, stands at {true}: {start}')
            cur = true + 1
        elif tag == 'us':
            add_units(units_of(arg))
        elif tag[0] == 'u':
            add_units([words(m) + tag[1:]])
        elif tag == 'd':
            if task['deadline']: errors.append('second deadline ' + words(m))
            task['deadline'] = words(m)
        elif tag == 'q':
            quote = visible(text[m[2]:m[3]], name)
            if name.endswith('.html'): quote = re.sub(r'\s+', ' ', quote).strip()
            for one in arg.split('&'):
                f = [x.strip() for x in one.split('|')]
                try:
                    value = [float(x) for x in f[2].split(',')]
                    value = [int(x) if x == int(x) else x for x in value]
                    q = {'indicator': f[0], 'comparator': COMPARATORS[f[1]], 'value': value if f[1] == '[]' else value[0], 'unit': f[3], 'kind': KINDS[f[4]], 'quote': quote}
                except (KeyError, IndexError, ValueError) as e:
                    errors.append(f'target {one!r}: {e!r}'); continue
                if len(f) > 5 and f[5]: q['by'] = f[5]
                if len(f) > 6 and f[6] == 's': q['stretch'] = True
                if quote not in view: q['quote_whitespace_normalised'] = True
                gold['targets'].append(q)
            if folded(quote) not in whole: errors.append('quote ' + quote)
        elif tag in '-?':
            spare['negative_quantities' if tag == '-' else 'ambiguous_quantities'].append(words(m))
        elif tag in 'nb':
            (gold['noise'] if tag == 'n' else spare['boilerplate']).append(words(m))
        elif tag in 'NB':
            for line in visible(text[m[2]:m[3]], name).split('\n'):
                if line.strip(): (gold['noise'] if tag == 'N' else spare['boilerplate']).append(line.strip())
    titles = {s['title'] for s in gold['sections']} | {gold['title']}
    for t in gold['tasks']:
        if t['under'] not in titles: errors.append('under ' + t['under'])
        if t['deadline'] and folded(t['deadline']) not in whole: errors.append('deadline ' + t['deadline'])
        errors += ['unit ' + u for u in t['units'] if folded(u) not in whole]
    for x in titles | set(gold['noise']) | {y for z in spare.values() for y in z}:
        if folded(x) not in whole: errors.append('not in the text: ' + x)
    for k, v in spare.items():
        if v: gold[k] = list(dict.fromkeys(v))
    gold['noise'] = list(dict.fromkeys(gold['noise']))
    if head.get('default'): gold['default_units'] = head['default'].split('|')
    if head.get('notes'): gold['notes'] = head['notes']
    stem = os.path.splitext(name)[0]
    with open(os.path.join(to, name), 'w', encoding='utf-8-sig' if 'bom' in head else 'utf-8', newline='') as f:
        f.write(text)
    with open(os.path.join(to, 'gold', stem + '.json'), 'w', encoding='utf-8') as f:
        json.dump(gold, f, ensure_ascii=False, indent=1); f.write('\n')
    required = [t for t in gold['tasks'] if 'status' not in t and 'optional' not in t]
    print(f"{name:34} chars {len(view):6} sections {len(gold['sections']):3} tasks {len(gold['tasks']):3} required {len(required):3} units {sum(len(t['units']) for t in required):3} leads {sum(len(t['lead']) for t in required):3} deadlines {sum(bool(t['deadline']) for t in required):3} targets {len(gold['targets']):3} noise {len(gold['noise']):3}")
    for e in errors: print('   ERROR', e)
    row = [name, gold['source_type'], len(view), len(gold['sections']), len(gold['tasks']), len(required), *(sum(len(t[k]) for t in required) for k in ('units', 'lead')),
           sum(bool(t['deadline']) for t in required), len(gold['targets']), len(gold['noise'])]
    return row, text, covered, errors


def unlabelled(text, covered):
    """Numbers outside every mark: for the second reading."""
    flags = bytearray(len(text))
    for a, b in covered:
        flags[a:b] = b'\1' * (b - a)
    text = re.sub(r'(?m)^(\d{1,2})([.、．])', lambda m: '#' * len(m[1]) + m[2], text)
    for m in re.finditer(r'[0-9０-９][0-9０-９.．,]*|[一二两三四五六七八九十百千万]{1,4}(?=[个家项条所座名万亿%％])', text):
        if not flags[m.start()]:
            print('      ', text[max(0, m.start() - 14):m.end() + 10].replace('\n', '⏎'))


def table(rows):
    """The README's last part, rewritten from what was built."""
    path = os.path.join(HERE, 'README.md')
    head = open(path, encoding='utf-8').read().split('### learn/')[0]
    for part, found in rows.items():
        head += f'### {part}/\n\n| document | kind | characters | sections | tasks | required | units | leads | deadlines | targets | chrome |\n|---|---|' + '--:|' * 9 + '\n'
        sums = ['**sum**', ''] + [sum(r[i] for r in found) for i in range(2, 11)]
        head += ''.join('| ' + ' | '.join(map(str, r)) + ' |\n' for r in found + [sums]) + '\n'
    open(path, 'w', encoding='utf-8').write(head.rstrip() + '\n')


def main():
    wanted = [a for a in sys.argv[1:] if not a.startswith('-')]
    bad, rows = 0, {'learn': [], 'held': [], 'fresh': [], 'late': []}
    for part in rows:
        for f in sorted(os.listdir(os.path.join(HERE, 'marked', part))):
            if wanted and not any(f.startswith(w) for w in wanted): continue
            row, text, covered, errors = build(os.path.join(HERE, 'marked', part, f), os.path.join(HERE, part))
            rows[part].append(row)
            bad += len(errors)
            if '--numbers' in sys.argv: unlabelled(text, covered)
    if not wanted: table(rows)
    sys.exit(1 if bad else 0)


if __name__ == '__main__':
    main()
