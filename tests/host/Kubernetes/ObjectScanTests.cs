using System.Text;
using System.Text.Json;
using FrrK8s.Host.Kubernetes;

namespace FrrK8s.HostTests.Kubernetes;

public sealed class ObjectScanTests
{
    private static ReadOnlyMemory<byte> Utf8(string text) => Encoding.UTF8.GetBytes(text);

    [Theory]
    [InlineData("""{"metadata":{"name":"x","namespace":"n","resourceVersion":"7"},"spec":{"nodeSelector":{"a":1}}}""", "n/x@7", """{"a":1}""")]
    [InlineData("""{"spec":{"raw":{"nodeSelector":1},"nodeSelector": {} },"metadata":{"labels":{"name":"z"},"name":"x"}}""", "/x@", "{}")]
    [InlineData("""{"spec":null,"metadata":null}""", "/@", "")]
    [InlineData("""{"spec":[{"nodeSelector":1}],"metadata":"x","status":{"metadata":{"name":"y"}}}""", "/@", "")]
    [InlineData("""{"metadata":{"name":7,"name\u0073pace":"n"},"spec":{"nodeSelector":null}}""", "n/@", "null")]
    public void Name_version_and_selector_are_read_and_nothing_else(string json, string id, string selector)
    {
        var found = ObjectScan.Read(Utf8(json));
        Assert.Equal(id, $"{found.Namespace}/{found.Name}@{found.ResourceVersion}");
        Assert.Equal(selector, Encoding.UTF8.GetString(found.NodeSelector.Span));
        Assert.Equal(json, found.Read().GetRawText());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"metadata":{"name":"x"}""")]
    [InlineData("""{"metadata":{"name":"x}""")]
    [InlineData("null")]
    public void What_is_no_whole_object_is_an_error(string json) => Assert.ThrowsAny<JsonException>(() => ObjectScan.Read(Utf8(json)));

    [Fact]
    public void A_list_is_taken_apart()
    {
        var (items, version, next) = ObjectScan.ReadList(Utf8(
            """{"kind":"List","items":[{"metadata":{"name":"a"}}, {"spec":{"items":[{}]},"metadata":{"name":"b"}}],"metadata":{"resourceVersion":"9","continue":"t"}}"""));
        Assert.Equal(["a", "b"], items.Select(item => item.Name));
        Assert.Equal(("9", "t"), (version, next));
    }

    [Theory]
    [InlineData("""{"metadata":{"resourceVersion":"9"},"items":null}""")]
    [InlineData("""{"metadata":{"resourceVersion":"9"},"items":[]}""")]
    public void An_empty_list_has_no_items(string json) => Assert.Empty(ObjectScan.ReadList(Utf8(json)).Items);

    [Fact]
    public void An_event_is_taken_apart_in_either_order()
    {
        var (type, found) = ObjectScan.ReadEvent(Utf8("""{"object":{"type":"no","metadata":{"name":"a"}},"type":"ADDED"}"""));
        Assert.Equal(("ADDED", "a"), (type, ObjectScan.Read(found).Name));
    }
}
