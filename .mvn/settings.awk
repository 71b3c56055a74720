# Prints Maven settings with the proxy that the environment's PROXY and BYPASS name, in the
# forms of https_proxy and no_proxy.
function escape(part) {
  gsub(/&/, "\\&amp;", part)
  gsub(/</, "\\&lt;", part)
  gsub(/>/, "\\&gt;", part)
  return part
}

function decode(part,    i, result, hex) {
  result = ""
  for (i = 1; i <= length(part); i++) {
    if (substr(part, i, 3) ~ /^%[0-9A-Fa-f][0-9A-Fa-f]$/) {
      hex = toupper(substr(part, i + 1, 2))
      result = result sprintf("%c", 16 * (index("0123456789ABCDEF", substr(hex, 1, 1)) - 1) \
        + index("0123456789ABCDEF", substr(hex, 2, 1)) - 1)
      i += 2
    } else {
      result = result substr(part, i, 1)
    }
  }
  return result
}

function element(name, value) {
  if (value != "") print "      <" name ">" escape(value) "</" name ">"
}

BEGIN {
  proxy = ENVIRON["PROXY"]
  sub(/^[A-Za-z0-9+.-]*:\/\//, "", proxy)
  sub(/\/.*$/, "", proxy)
  at = match(proxy, /@[^@]*$/)
  if (at) {
    login = substr(proxy, 1, at - 1)
    proxy = substr(proxy, at + 1)
    colon = index(login, ":")
    user = decode(colon ? substr(login, 1, colon - 1) : login)
    password = decode(colon ? substr(login, colon + 1) : "")
  }
  port = proxy
  if (!sub(/^.*:/, "", port)) port = 8080
  sub(/:[0-9]*$/, "", proxy)

  count = split(ENVIRON["BYPASS"], hosts, /[, ]+/)
  for (i = 1; i <= count; i++) {
    host = hosts[i]
    sub(/^\*?\./, "", host)
    sub(/:[0-9]+$/, "", host)
    if (host == "") continue
    direct = direct (direct == "" ? "" : "|") (host == "*" ? "*" : host "|*." host)
  }

  print "<settings>"
  print "  <proxies>"
  print "    <proxy>"
  element("id", "environment")
  element("active", "true")
  element("protocol", "http")
  element("host", proxy)
  element("port", port)
  element("username", user)
  element("password", password)
  element("nonProxyHosts", direct)
  print "    </proxy>"
  print "  </proxies>"
  print "</settings>"
}
