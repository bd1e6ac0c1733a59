using System.Text;

namespace FrrK8s.KubeApi.Cel;

/// <summary>The words of a rule, read one after the other.</summary>
internal sealed class CelTokens
{
    private readonly List<(char Kind, string Text)> _tokens = [];
    private int _at;

    /// <summary>Splits a rule.</summary>
    public CelTokens(string rule)
    {
        for (var i = 0; i < rule.Length;)
        {
            i = char.IsWhiteSpace(rule[i]) ? i + 1 : Take(rule, i);
        }
    }

    /// <summary>Whether all is read.</summary>
    public bool IsEnd => _at == _tokens.Count;

    /// <summary>The next word: `i` for an identifier, `n` for a number, `s` for a text, `o` for a sign.</summary>
    public (char Kind, string Text) Next => IsEnd ? ('e', "the end") : _tokens[_at];

    /// <summary>Reads a word.</summary>
    public (char Kind, string Text) Read()
    {
        var next = Next;
        _at++;
        return next;
    }

    /// <summary>Reads a sign if it comes next.</summary>
    public bool Skip(string sign)
    {
        var isNext = Next is ('o' or 'i', var text) && text == sign;
        _at += isNext ? 1 : 0;
        return isNext;
    }

    /// <summary>Reads a sign that must come next.</summary>
    public void Expect(string sign)
    {
        if (!Skip(sign))
        {
            throw new CelException($"`{sign}` is expected before {Next.Text}");
        }
    }

    private int Take(string rule, int from)
    {
        var c = rule[from];
        var to = from + 1;
        if (c is '\'' or '"')
        {
            return TakeText(rule, to, c, isRaw: false);
        }

        if (c is 'r' && to < rule.Length && (rule[to] is '\'' or '"'))
        {
            return TakeText(rule, to + 1, rule[to], isRaw: true);
        }

        if (char.IsAsciiLetter(c) || c == '_')
        {
            while (to < rule.Length && (char.IsAsciiLetterOrDigit(rule[to]) || rule[to] == '_'))
            {
                to++;
            }

            _tokens.Add(('i', rule[from..to]));
            return to;
        }

        if (char.IsAsciiDigit(c))
        {
            while (to < rule.Length && (char.IsAsciiDigit(rule[to]) || rule[to] is '.' or 'u'))
            {
                to++;
            }

            _tokens.Add(('n', rule[from..to]));
            return to;
        }

        to += to < rule.Length && (rule[from..(to + 1)] is "&&" or "||" or "==" or "!=" or "<=" or ">=") ? 1 : 0;
        _tokens.Add(('o', rule[from..to]));
        return to;
    }

    private int TakeText(string rule, int from, char quote, bool isRaw)
    {
        var text = new StringBuilder();
        var i = from;
        for (; i < rule.Length && rule[i] != quote; i++)
        {
            if (rule[i] == '\\' && !isRaw)
            {
                i++;
                text.Append(rule[i] switch
                {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    '\\' or '"' or '\'' => rule[i],
                    var other => throw new CelException($"the escape \\{other} is not known"),
                });
                continue;
            }

            text.Append(rule[i]);
        }

        _tokens.Add(('s', text.ToString()));
        return i + 1;
    }
}
