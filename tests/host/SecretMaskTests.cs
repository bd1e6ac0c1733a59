using FrrK8s.FrrParser.Syntax;
using Xunit;

namespace FrrK8s.HostTests;

public sealed class SecretMaskTests
{
    [Theory]
    [InlineData(" neighbor 10.0.0.1 password s3cret", " neighbor 10.0.0.1 password ***")]
    [InlineData(" neighbor 10.0.0.1 password two words", " neighbor 10.0.0.1 password ***")]
    [InlineData(" no neighbor 10.0.0.1 password s3cret", " no neighbor 10.0.0.1 password ***")]
    [InlineData(" neighbor swp1 passw s3cret", " neighbor swp1 passw ***")]
    [InlineData("password s3cret", "password ***")]
    [InlineData("password 8 s3cret", "password ***")]
    [InlineData("enable password s3cret", "enable password ***")]
    [InlineData(" ip ospf authentication-key s3cret", " ip ospf authentication-key ***")]
    [InlineData(" ip ospf message-digest-key 1 md5 s3cret", " ip ospf message-digest-key 1 md5 ***")]
    [InlineData(
        " area 0 virtual-link 1.1.1.1 hello-interval 5 message-digest-key 1 md5 s3cret",
        " area 0 virtual-link 1.1.1.1 hello-interval 5 message-digest-key 1 md5 ***")]
    [InlineData(" ipv6 ospf6 authentication key-id 1 hash-algo md5 key s3cret", " ipv6 ospf6 authentication key-id 1 hash-algo md5 key ***")]
    [InlineData("  key-string s3cret", "  key-string ***")]
    [InlineData(" area-password md5 s3cret authenticate snp validate", " area-password md5 *** authenticate snp validate")]
    [InlineData(" isis password clear s3cret", " isis password clear ***")]
    [InlineData(" ip rip authentication string s3cret", " ip rip authentication string ***")]
    [InlineData("\tneighbor  a\tpassword   x\r\n", "\tneighbor  a\tpassword   ***\r\n")]
    public void A_secret_is_masked_and_nothing_else(string statement, string masked) =>
        Assert.Equal(masked, SecretMask.MaskConfiguration(statement));

    [Theory]
    [InlineData(" neighbor password remote-as 65000")]
    [InlineData(" neighbor 10.0.0.1 description my password is elsewhere")]
    [InlineData("hostname password")]
    [InlineData(" area 0 range 10.0.0.0/8")]
    [InlineData(" ip ospf authentication message-digest")]
    [InlineData(" key 1")]
    [InlineData("key chain password")]
    [InlineData(" ip rip authentication mode md5 auth-length rfc")]
    [InlineData("route-map password permit 1\n match ip address prefix-list password\r\nexit")]
    [InlineData(" neighbor 10.0.0.1 passive")]
    [InlineData("service password-encryption")]
    [InlineData("")]
    [InlineData("\n\n \n")]
    public void What_is_no_secret_stays_byte_for_byte(string text) => Assert.Equal(text, SecretMask.MaskConfiguration(text));

    [Theory]
    [InlineData("INFO: Executed \"router bgp 1 -- neighbor 1.1.1.1 password s3cret -- exit\"")]
    [InlineData("% Unknown command: s3cret")]
    [InlineData("line 3: [s3cret] is not known")]
    [InlineData("neighbor 1.1.1.1 passwordd s3cret")]
    public void A_message_loses_known_secrets_and_what_a_keyword_announces(string message) =>
        Assert.DoesNotContain(
            "s3cret",
            SecretMask.MaskMessage(message, SecretMask.SecretsOf(" neighbor 1.1.1.1 password s3cret\n")),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a\n")]
    [InlineData("a\r\n b\n\t c \r\n\r\n")]
    [InlineData("\n")]
    [InlineData("a\rb\n")]
    public void Lines_print_back_to_the_text(string text) =>
        Assert.Equal(text, string.Concat(LineSplitter.Split(text)));

    [Fact]
    public void A_line_is_split_into_indent_text_and_end() => Assert.Equal(
        [new ConfigurationLine(" \t", "a b ", "\r\n"), new ConfigurationLine("", "c", "")],
        LineSplitter.Split(" \ta b \r\nc"));
}
