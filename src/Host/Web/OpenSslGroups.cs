using System.Runtime.InteropServices;

namespace FrrK8s.Host.Web;

/// <summary>
/// Says to OpenSSL itself in which groups keys may be exchanged, because .NET has no words for it: as a section of OpenSSL's configuration that never
/// is in a file. It holds for every connection of this process that is made after it, also for those to the API server.
/// </summary>
internal static class OpenSslGroups
{
    private const string Crypto = "libcrypto.so.3";
    private const string Tls = "libssl.so.3";
    private const string Section = "frrk8s";
    private const ulong LoadConfig = 0x40;
    private const int SetGroupsList = 92;

    /// <summary>Puts the groups in force; none leaves everything as it is.</summary>
    /// <exception cref="Cli.UsageException">They cannot be: nothing is served then, rather than with others.</exception>
    public static void Apply(IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return;
        }

        try
        {
            // The machine's own configuration first: read later it would take the place of this one.
            _ = OPENSSL_init_crypto(LoadConfig, 0);
            Check(names);
            Load(names);
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            throw TlsGroups.Unavailable(names, $"there is no OpenSSL 3 (`{Tls}`)");
        }
    }

    // A section with a name that OpenSSL does not know would be left out without a word.
    private static void Check(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            var context = SSL_CTX_new(TLS_server_method());
            var text = Marshal.StringToCoTaskMemUTF8(name);
            try
            {
                if (SSL_CTX_ctrl(context, SetGroupsList, 0, text) != 1)
                {
                    throw TlsGroups.Unavailable(names, $"this OpenSSL does not know {name}");
                }
            }
            finally
            {
                Marshal.FreeCoTaskMem(text);
                SSL_CTX_free(context);
            }
        }
    }

    private static void Load(IReadOnlyList<string> names)
    {
        // The rest is what Debian's own section says, whose place it takes.
        var bytes = System.Text.Encoding.ASCII.GetBytes($"""
            {Section} = {Section}_modules
            [{Section}_modules]
            ssl_conf = {Section}_ssl
            [{Section}_ssl]
            system_default = {Section}_tls
            [{Section}_tls]
            MinProtocol = TLSv1.2
            CipherString = DEFAULT@SECLEVEL=2
            Groups = {string.Join(':', names)}

            """);
        var (text, section) = (Marshal.AllocCoTaskMem(bytes.Length), Marshal.StringToCoTaskMemUTF8(Section));
        Marshal.Copy(bytes, 0, text, bytes.Length);
        var (source, configuration) = (BIO_new_mem_buf(text, bytes.Length), NCONF_new(0));
        try
        {
            OPENSSL_load_builtin_modules();
            if (NCONF_load_bio(configuration, source, 0) <= 0 || CONF_modules_load(configuration, section, 0) <= 0)
            {
                throw TlsGroups.Unavailable(names, "OpenSSL does not take a configuration from this program");
            }
        }
        finally
        {
            _ = BIO_free(source);
            NCONF_free(configuration);
            Marshal.FreeCoTaskMem(text);
            Marshal.FreeCoTaskMem(section);
        }
    }

    [DllImport(Crypto)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OPENSSL_init_crypto(ulong options, nint settings);

    [DllImport(Crypto)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void OPENSSL_load_builtin_modules();

    [DllImport(Crypto)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint BIO_new_mem_buf(nint bytes, int length);

    [DllImport(Crypto)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int BIO_free(nint bio);

    [DllImport(Crypto)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint NCONF_new(nint method);

    [DllImport(Crypto)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NCONF_load_bio(nint configuration, nint bio, nint errorLine);

    [DllImport(Crypto)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int CONF_modules_load(nint configuration, nint application, nuint flags);

    [DllImport(Crypto)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void NCONF_free(nint configuration);

    [DllImport(Tls)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint TLS_server_method();

    [DllImport(Tls)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint SSL_CTX_new(nint method);

    [DllImport(Tls)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint SSL_CTX_ctrl(nint context, int command, nint number, nint text);

    [DllImport(Tls)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void SSL_CTX_free(nint context);
}
