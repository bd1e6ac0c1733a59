using FrrK8s.Host.Sources;
using FrrK8s.HostTests.Support;
using FrrK8s.Rules;
using Xunit;
using Place = FrrK8s.Host.Sources.Place;

namespace FrrK8s.HostTests;

public sealed class ManifestTests
{
    private static ManifestCatalog Catalog(params string[] texts) => ManifestCatalog.From(
        texts.Select((text, index) => ManifestReader.Read($"f{index}.{(text.StartsWith('{') ? "json" : "yaml")}", text)));

    [Fact]
    public void Documents_and_lists_are_taken_apart()
    {
        var catalog = Catalog(
            $"---\n# nothing\n---\n{Manifests.Neighbor("a", "10.0.0.1")}---\n{Manifests.Neighbor("b", "10.0.0.2")}",
            """{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"frrk8s.metallb.io/v1beta1","kind":"FRRConfiguration","metadata":{"name":"c"}}]}""",
            """{"apiVersion":"frrk8s.metallb.io/v1beta1","kind":"FRRConfigurationList","items":[{"metadata":{"name":"d","namespace":"n"}}]}""");
        Assert.Empty(catalog.Problems);
        Assert.Equal(["test/a", "test/b", "default/c", "n/d"], catalog.Configurations.Select(document => document.Id));
    }

    [Theory]
    [InlineData("kind: Foo\nmetadata: {name: a}", "document 1: unknown kind `Foo`; one of FRRConfiguration, Secret, Node, FRRK8sConfiguration")]
    [InlineData("apiVersion: v1\nkind: frrconfiguration", "`FRRConfiguration` is spelled so")]
    [InlineData("apiVersion: v1\nkind: FRRConfiguration\nmetadata: {name: a}", "must be `frrk8s.metallb.io/v1beta1`, found `v1`")]
    [InlineData("kind: Secret\nmetadata: {name: a}", "must be `v1`, found none")]
    [InlineData("metadata: {name: a}", "has no `kind`")]
    [InlineData("apiVersion: v1\nkind: Node", "has no `metadata.name`")]
    [InlineData("apiVersion: v1\nkind: Secret\nmetadata: {name: n}", "metadata.name is not a string; quote it")]
    [InlineData("apiVersion: v1\nkind: Secret\nmetadata: {name: a, namespace: 1}", "metadata.namespace is not a string; quote it")]
    [InlineData("- a\n- b", "is not an object")]
    [InlineData("apiVersion: v1\nkind: List\nitems: 3", "`items` of a list must be a list")]
    [InlineData("a: [", "not YAML")]
    [InlineData("a: \"\0\"", "zero byte")]
    public void A_bad_document_is_named_and_stops_nobody(string bad, string message)
    {
        var catalog = Catalog(bad, Manifests.Neighbor("a", "10.0.0.1"));
        Assert.Contains(message, Assert.Single(catalog.Problems).Message, StringComparison.Ordinal);
        Assert.Equal("test/a", Assert.Single(catalog.Configurations).Id);
    }

    [Theory]
    [InlineData("{\"a\": 1,\n \"a\": 2}", 2, 2, "the key `a` stands here and on line 1")]
    [InlineData("{\"a\": 1,\n \"b\" 2}", 2, 6, "not JSON")]
    public void Json_problems_have_a_place_too(string json, int line, int column, string message)
    {
        var problem = Assert.Single(ManifestReader.Read("a.json", json).Problems);
        Assert.Equal(new Place("a.json", line, column), problem.Place);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_of_an_object_is_found_in_its_file()
    {
        var document = Assert.Single(Catalog(Manifests.Neighbor("a", "10.0.0.1")).Configurations);
        Assert.Equal("f0.yaml:9:33", document.PlaceOf("spec.bgp.routers[0].neighbors[0].asn").ToString());
        Assert.Equal("f0.yaml:9:13", document.PlaceOf("spec.bgp.routers[0].neighbors[0].port").ToString());
    }

    [Fact]
    public void A_secret_is_read_from_base64_and_from_text()
    {
        var secret = Assert.Single(Catalog(
            "apiVersion: v1\nkind: Secret\ntype: kubernetes.io/basic-auth\nmetadata: {name: s, namespace: ns}\ndata: {password: b2xk, a: aGk=}\nstringData: {password: new}").Secrets);
        Assert.Equal(("ns", "s", "kubernetes.io/basic-auth"), (secret.Namespace, secret.Name, secret.Type));
        Assert.Equal("new"u8.ToArray(), secret.Data["password"]);
        Assert.Equal("hi"u8.ToArray(), secret.Data["a"]);
    }

    [Fact]
    public void A_secret_that_cannot_be_read_is_named_without_its_value()
    {
        var catalog = Catalog("apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {password: hunter!2}");
        var problem = Assert.Single(catalog.Problems).Message;
        Assert.Contains("Secret `default/s`: data.password: the value is not base64", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter", problem, StringComparison.Ordinal);
        Assert.Empty(catalog.Secrets);
    }

    [Fact]
    public void Two_different_secrets_of_one_name_are_both_left_out()
    {
        const string Secret = "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {password: ";
        Assert.Single(Catalog(Secret + "a}", Secret + "a}").Secrets);
        var catalog = Catalog(Secret + "a}", Secret + "b}");
        Assert.Empty(catalog.Secrets);
        Assert.Equal(
            "Secret `default/s` is defined differently at f0.yaml:1:1 and at f1.yaml:1:1; it is not used",
            Assert.Single(catalog.Problems).Message);
    }

    [Theory]
    [InlineData("config", "debug", LogLevel.Debug, "")]
    [InlineData("config", "Debug", null, "`Debug` is not one of all, debug, info, warn, error, none")]
    [InlineData("other", "debug", null, "only the one of the name `config` counts")]
    public void The_log_level_comes_from_the_object_named_config(string name, string level, LogLevel? expected, string message)
    {
        var catalog = Catalog(
            $"apiVersion: frrk8s.metallb.io/v1beta1\nkind: FRRK8sConfiguration\nmetadata: {{name: {name}}}\nspec: {{logLevel: {level}}}");
        Assert.Equal(expected, catalog.LogLevel);
        Assert.Contains(message, string.Concat(catalog.Problems.Select(problem => problem.Message)), StringComparison.Ordinal);
    }

    [Fact]
    public void Status_objects_in_the_folder_are_no_input() =>
        Assert.Empty(Catalog("apiVersion: frrk8s.metallb.io/v1beta1\nkind: FRRNodeState\nmetadata: {name: n}").Problems);

    [Theory]
    [InlineData("a.yaml", true)]
    [InlineData("a.YML", true)]
    [InlineData("a.json", true)]
    [InlineData(".a.yaml", false)]
    [InlineData("#a.yaml", false)]
    [InlineData("a.yaml~", false)]
    [InlineData("a.yaml.swp", false)]
    [InlineData("a.txt", false)]
    public void Only_manifests_of_a_folder_are_read(string name, bool expected) =>
        Assert.Equal(expected, ManifestPaths.IsManifest(name));
}
