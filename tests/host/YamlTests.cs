using FrrK8s.Host.Sources;
using Xunit;

namespace FrrK8s.HostTests;

public sealed class YamlTests
{
    [Theory]
    [InlineData("k: 1", """{"k":1}""")]
    [InlineData("k: 010", """{"k":8}""")]
    [InlineData("k: 0x1F", """{"k":31}""")]
    [InlineData("k: 0b101", """{"k":5}""")]
    [InlineData("k: 1_000", """{"k":1000}""")]
    [InlineData("k: 4294967295", """{"k":4294967295}""")]
    [InlineData("k: 18446744073709551616", """{"k":18446744073709551616}""")]
    [InlineData("k: -3", """{"k":-3}""")]
    [InlineData("k: 64512.0", """{"k":64512}""")]
    [InlineData("k: 1.5", """{"k":1.5}""")]
    [InlineData("k: 1e3", """{"k":1000}""")]
    [InlineData("k: 08", """{"k":8}""")]
    [InlineData("k: 32g", """{"k":"32g"}""")]
    [InlineData("k: 10.0.0.1", """{"k":"10.0.0.1"}""")]
    [InlineData("k: 64512:100", """{"k":"64512:100"}""")]
    [InlineData("k: ::1", """{"k":"::1"}""")]
    [InlineData("k: 2024-01-01", """{"k":"2024-01-01"}""")]
    [InlineData("k: yes", """{"k":true}""")]
    [InlineData("k: Off", """{"k":false}""")]
    [InlineData("k: y", """{"k":true}""")]
    [InlineData("k: 'yes'", """{"k":"yes"}""")]
    [InlineData("k: \"1\"", """{"k":"1"}""")]
    [InlineData("k: !!str 1", """{"k":"1"}""")]
    [InlineData("k: ~", """{"k":null}""")]
    [InlineData("k:", """{"k":null}""")]
    [InlineData("k: ''", """{"k":""}""")]
    [InlineData("k: |\n  a\n  b\n", """{"k":"a\nb\n"}""")]
    [InlineData("k: >-\n  a\n  b\n", """{"k":"a b"}""")]
    [InlineData("1: a\ntrue: b", """{"1":"a","true":"b"}""")]
    [InlineData("a: &x {p: 1}\nb: *x", """{"a":{"p":1},"b":{"p":1}}""")]
    [InlineData("a: &x {p: 1, q: 2}\nb: {q: 3, <<: *x}", """{"a":{"p":1,"q":2},"b":{"q":3,"p":1}}""")]
    [InlineData("b: {<<: [{p: 1}, {p: 2, q: 3}]}", """{"b":{"p":1,"q":3}}""")]
    [InlineData("{\"k\": [1, true]}", """{"k":[1,true]}""")]
    public void Scalars_are_typed_as_the_kubernetes_tools_do_it(string yaml, string json) =>
        Assert.Equal(json, JsonText.From(Assert.Single(YamlSource.Read(yaml))).GetRawText());

    [Theory]
    [InlineData("a: 1\nb: 2\na: 3", 3, 1, "the key `a` stands here and on line 1")]
    [InlineData("a:\n\tb: 1", 2, 1, "indented with a tab")]
    [InlineData("a: *x", 1, 4, "the alias `*x` has no anchor")]
    [InlineData("a: .inf", 1, 4, "a number that JSON cannot hold")]
    [InlineData("a: [1", 2, 1, "not YAML")]
    [InlineData("a: [1\nb: 2", 2, 1, "not YAML")]
    [InlineData("? [a]\n: b", 1, 3, "a key must be a single value")]
    [InlineData("a: &x [*x]", 1, 8, "the alias `*x` has no anchor")]
    [InlineData("<<: 1", 1, 5, "`<<` takes a mapping")]
    [InlineData("a: !!binary aGk=", 1, 4, "without the tag")]
    [InlineData("a: !!int x", 1, 4, "not what its tag")]
    public void What_cannot_be_read_is_answered_with_its_place(string yaml, int line, int column, string message)
    {
        var problem = Assert.Throws<SourceException>(() => YamlSource.Read(yaml));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (problem.Line, problem.Column));
    }

    [Fact]
    public void A_bomb_of_aliases_is_refused_and_not_expanded()
    {
        var levels = Enumerable.Range(1, 30).Select(level => $"a{level}: &a{level} [*a{level - 1}, *a{level - 1}]");
        var node = Assert.Single(YamlSource.Read($"a0: &a0 [x, x]\n{string.Join('\n', levels)}\n"));
        Assert.Contains(
            "expand to more than", Assert.Throws<SourceException>(() => JsonText.From(node)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deep_nest_is_refused() => Assert.Contains(
        "nested deeper than",
        Assert.Throws<SourceException>(() => YamlSource.Read(new string('[', 100_000))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Every_piece_of_a_manifest_is_read_or_refused_with_a_place()
    {
        const string Text = "a: &x [1, \"b\\n\", 'c']\nd: {e: *x, <<: {f: 1}}\n# g\nh: |\n  i\n---\n? j\n: k\n";
        const string Alphabet = "\t\n {}[]&*!|>'\"%@`:-#,?a1\u00e9";
        var random = new Random(1);
        for (var i = 0; i < 5_000; i++)
        {
            var characters = Text.ToCharArray();
            for (var change = 0; change < 3; change++)
            {
                characters[random.Next(characters.Length)] = Alphabet[random.Next(Alphabet.Length)];
            }

            var text = new string(characters)[..random.Next(Text.Length)];
            var file = ManifestReader.Read("x.yaml", text);
            Assert.All(file.Problems, problem => Assert.True(problem.Place.Line > 0, text));
        }
    }
}
