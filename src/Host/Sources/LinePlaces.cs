namespace FrrK8s.Host.Sources;

/// <summary>Turns offsets in a text into lines and columns, both counted from 1. Offsets are asked for in rising order.</summary>
internal sealed class LinePlaces(byte[] text)
{
    private int _line = 1;
    private int _lineStart;
    private int _seen;

    /// <summary>The place of an offset that is not before the last one asked for.</summary>
    public (int Line, int Column) At(long offset)
    {
        for (; _seen < offset; _seen++)
        {
            if (text[_seen] == '\n')
            {
                _line++;
                _lineStart = _seen + 1;
            }
        }

        return (_line, (int)offset - _lineStart + 1);
    }
}
