using System.Globalization;

namespace FrrK8s.KubeApi.Cel;

/// <summary>
/// Reads the part of the Common Expression Language that the rules of the CRDs use. What it does not know it refuses, so that
/// no rule passes unseen.
/// </summary>
internal sealed class CelParser
{
    private static readonly string[][] Levels =
    [
        ["||"],
        ["&&"],
        ["==", "!=", "<=", ">=", "<", ">", "in"],
        ["+", "-"],
        ["*", "/", "%"],
    ];

    private readonly CelTokens _tokens;

    private CelParser(string rule) => _tokens = new CelTokens(rule);

    /// <summary>Reads a whole rule.</summary>
    public static CelExpression Parse(string rule)
    {
        var parser = new CelParser(rule);
        var expression = parser.Ternary();
        return parser._tokens.IsEnd ? expression : throw new CelException($"unexpected {parser._tokens.Next.Text} in `{rule}`");
    }

    private CelExpression Ternary()
    {
        var condition = Binary(0);
        if (!_tokens.Skip("?"))
        {
            return condition;
        }

        var yes = Ternary();
        _tokens.Expect(":");
        var no = Ternary();
        return scope => condition(scope) is true ? yes(scope) : no(scope);
    }

    private CelExpression Binary(int level)
    {
        if (level == Levels.Length)
        {
            return Unary();
        }

        var left = Binary(level + 1);
        while (Array.Find(Levels[level], _tokens.Skip) is { } sign)
        {
            var (first, second) = (left, Binary(level + 1));
            left = sign switch
            {
                "||" => scope => Either(first, second, scope, isOr: true),
                "&&" => scope => Either(first, second, scope, isOr: false),
                _ => scope => CelOperators.Apply(sign, first(scope), second(scope)),
            };
        }

        return left;
    }

    /// <summary>One side that decides is enough, even when the other has no value.</summary>
    private static bool Either(CelExpression first, CelExpression second, CelScope scope, bool isOr)
    {
        CelException? failure = null;
        foreach (var side in (CelExpression[])[first, second])
        {
            try
            {
                if (side(scope) is bool value && value == isOr)
                {
                    return isOr;
                }
            }
            catch (CelException caught)
            {
                failure = caught;
            }
        }

        return failure is null ? !isOr : throw failure;
    }

    private CelExpression Unary()
    {
        if (_tokens.Skip("!"))
        {
            var inner = Unary();
            return scope => inner(scope) is bool value ? !value : throw new CelException("no such overload: !");
        }

        if (_tokens.Skip("-"))
        {
            var inner = Unary();
            return scope => CelOperators.Apply("-", 0L, inner(scope));
        }

        return Member(Primary());
    }

    private CelExpression Member(CelExpression target)
    {
        while (true)
        {
            var from = target;
            if (_tokens.Skip("["))
            {
                var index = Ternary();
                _tokens.Expect("]");
                target = scope => CelOperators.Index(from(scope), index(scope));
            }
            else if (_tokens.Skip("."))
            {
                var name = _tokens.Read().Text;
                target = _tokens.Skip("(")
                    ? name is "all" or "exists" or "exists_one" or "filter" or "map" ? Macro(from, name) : Call(from, name)
                    : scope => CelOperators.Field(from(scope), name);
            }
            else
            {
                return target;
            }
        }
    }

    private CelExpression Macro(CelExpression list, string name)
    {
        var variable = _tokens.Read().Text;
        _tokens.Expect(",");
        var body = Ternary();
        _tokens.Expect(")");
        return scope =>
        {
            var items = CelOperators.Items(list(scope));
            CelScope Inner(object? item) => new(variable, item, scope);
            return name switch
            {
                "all" => items.TrueForAll(item => body(Inner(item)) is true),
                "exists" => items.Exists(item => body(Inner(item)) is true),
                "exists_one" => items.Count(item => body(Inner(item)) is true) == 1,
                "filter" => items.FindAll(item => body(Inner(item)) is true),
                _ => items.ConvertAll(item => body(Inner(item))),
            };
        };
    }

    private CelExpression Call(CelExpression? target, string name)
    {
        var arguments = Arguments(")");
        return scope => CelFunctions.Call(
            name, [.. target is null ? [] : new[] { target(scope) }, .. arguments.Select(argument => argument(scope))]);
    }

    private List<CelExpression> Arguments(string end)
    {
        var arguments = new List<CelExpression>();
        while (!_tokens.Skip(end))
        {
            if (arguments.Count > 0)
            {
                _tokens.Expect(",");
            }

            arguments.Add(Ternary());
        }

        return arguments;
    }

    private CelExpression Primary()
    {
        if (_tokens.Skip("("))
        {
            var inner = Ternary();
            _tokens.Expect(")");
            return inner;
        }

        if (_tokens.Skip("["))
        {
            var items = Arguments("]");
            return scope => items.ConvertAll(item => item(scope));
        }

        var (kind, text) = _tokens.Read();
        return (kind, text) switch
        {
            ('s', _) => _ => text,
            ('n', _) => Number(text),
            ('i', "true") => _ => true,
            ('i', "false") => _ => false,
            ('i', "null") => _ => null,
            ('i', "has") => Has(),
            ('i', _) when _tokens.Skip("(") => Call(null, text),
            ('i', _) => scope => scope[text],
            _ => throw new CelException($"unexpected {text}"),
        };
    }

    private static CelExpression Number(string text)
    {
        object number = text[^1] == 'u'
            ? ulong.Parse(text[..^1], CultureInfo.InvariantCulture)
            : text.Contains('.', StringComparison.Ordinal) ? double.Parse(text, CultureInfo.InvariantCulture) : long.Parse(text, CultureInfo.InvariantCulture);
        return _ => number;
    }

    private CelExpression Has()
    {
        _tokens.Expect("(");
        var inner = Ternary();
        _tokens.Expect(")");
        return scope =>
        {
            try
            {
                _ = inner(scope);
                return true;
            }
            catch (CelException)
            {
                return false;
            }
        };
    }
}
