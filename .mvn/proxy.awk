# Prints the first active proxy of Maven's settings.xml as a URL, and the hosts that go without it
# as no_proxy has them. Nothing if there is none.
{ xml = xml $0 " " }

function text(block, name,    start, end) {
  start = index(block, "<" name ">")
  end = index(block, "</" name ">")
  if (!start || !end) return ""
  block = substr(block, start + length(name) + 2, end - start - length(name) - 2)
  gsub(/^[ \t\r]+|[ \t\r]+$/, "", block)
  gsub(/&lt;/, "<", block)
  gsub(/&gt;/, ">", block)
  gsub(/&quot;/, "\"", block)
  gsub(/&apos;/, "'", block)
  gsub(/&amp;/, "\\&", block)
  return block
}

# What would end the user or the password in a URL.
function escape(part) {
  gsub(/%/, "%25", part)
  gsub(/@/, "%40", part)
  gsub(/:/, "%3A", part)
  gsub("/", "%2F", part)
  gsub(/ /, "%20", part)
  return part
}

END {
  while (start = index(xml, "<!--")) {
    end = index(xml, "-->")
    if (!end) break
    xml = substr(xml, 1, start - 1) substr(xml, end + 3)
  }
  count = split(text(xml, "proxies"), blocks, "</proxy>")
  for (i = 1; i < count; i++) {
    block = blocks[i]
    if (text(block, "active") == "false" || text(block, "host") == "") continue
    port = text(block, "port")
    user = text(block, "username")
    password = text(block, "password")
    # An encrypted password is for Maven alone.
    if (user != "" && password !~ /^\{.*\}$/) user = escape(user) ":" escape(password) "@"
    else user = ""
    bypass = text(block, "nonProxyHosts")
    gsub(/\|/, ",", bypass)
    gsub(/\*\./, ".", bypass)
    print "http://" user text(block, "host") ":" (port == "" ? 8080 : port) " " bypass
    exit
  }
}
