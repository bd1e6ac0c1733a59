namespace FrrK8s.FrrParser.Syntax;

/// <summary>
/// One statement of the FRR manual that carries a secret, as a row of words: how to find the secret in it.
/// </summary>
/// <param name="Words">
/// The words of the statement up to the secret. <c>*</c> is any one word, <c>..</c> any number of words; a keyword also
/// matches its own abbreviations, as vtysh reads them, of three letters or more and past its hyphen (<c>area</c> is a
/// keyword of its own and no short <c>area-password</c>).
/// </param>
/// <param name="Rest">True when the secret is the rest of the line, false when it is one word.</param>
internal sealed record SecretStatement(string[] Words, bool Rest)
{
    private const int ShortestAbbreviation = 3;

    /// <summary>Words that FRR allows between the keyword and the secret: how the secret is written, not the secret.</summary>
    private static readonly string[] Encodings = ["clear", "md5"];

    /// <summary>Every statement known to carry a secret, by chapter of the manual.</summary>
    public static readonly SecretStatement[] All =
    [
        // Basic setup, vtysh
        Line("password"),
        Line("enable password"),
        Line("username * password"),
        // BGP, LDP, MSDP
        Line("neighbor * password"),
        Line("neighbor * interface .. password"),
        Line("msdp .. password"),
        // OSPF and OSPFv3
        Word("ip ospf authentication-key"),
        Word("ip ospf message-digest-key * md5"),
        Word("area * virtual-link * .. authentication-key"),
        Word("area * virtual-link * .. message-digest-key * md5"),
        Word("ipv6 ospf6 authentication .. key"),
        // IS-IS and OpenFabric
        Word("area-password"),
        Word("domain-password"),
        Word("isis password"),
        Word("openfabric password"),
        // RIP, key chains, NHRP, path computation
        Line("ip rip authentication string"),
        Line("key-string"),
        Word("ip nhrp authentication"),
        Word("tcp-md5-auth"),
    ];

    /// <summary>Where in the statement the secret starts and ends (words by index), or null when this is another statement.</summary>
    public Range? Find(IReadOnlyList<string> words)
    {
        // FRR puts `no` or `default` before any statement.
        var first = words.Count > 0 && words[0] is "no" or "default" ? 1 : 0;
        var secret = Match(words, first, 0);
        if (secret < 0)
        {
            return null;
        }

        while (!Rest && secret < words.Count - 1 && Encodings.Contains(words[secret], StringComparer.Ordinal))
        {
            secret++;
        }

        return secret >= words.Count ? null : secret..(Rest ? words.Count : secret + 1);
    }

    private int Match(IReadOnlyList<string> words, int at, int wanted)
    {
        for (; wanted < Words.Length; wanted++, at++)
        {
            if (Words[wanted] == "..")
            {
                for (var skip = at; skip < words.Count; skip++)
                {
                    if (Match(words, skip, wanted + 1) is var found and >= 0)
                    {
                        return found;
                    }
                }

                return -1;
            }

            if (at >= words.Count || (Words[wanted] != "*" && !Abbreviates(words[at], Words[wanted])))
            {
                return -1;
            }
        }

        return at;
    }

    private static bool Abbreviates(string word, string keyword) =>
        keyword.StartsWith(word, StringComparison.OrdinalIgnoreCase)
        && word.Length >= Math.Min(keyword.Length, Math.Max(ShortestAbbreviation, keyword.IndexOf('-') + 2));

    private static SecretStatement Line(string words) => new(words.Split(' '), Rest: true);

    private static SecretStatement Word(string words) => new(words.Split(' '), Rest: false);
}
