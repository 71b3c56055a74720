/** What Payara Micro loads beside its own classes: answers to requests that never reach the WAR. */
package org.legim.payara;
