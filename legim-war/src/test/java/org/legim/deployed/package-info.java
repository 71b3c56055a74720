/** The WAR as it was built, deployed once in a server and tried from outside and from inside. */
package org.legim.deployed;
