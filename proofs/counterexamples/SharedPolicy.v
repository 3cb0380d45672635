(** D6 (refuted): SeeUPO with ONE policy for all turns can lower J.
    Two turns, two moves, one Bernoulli weight used at every history; the
    reward is 1 only for (first move 0, second move 1).  The sampling policy
    plays move 1 with probability 3/10; ratios stay within 1 - 1/5 and 1 + 1/5.
    Histories are written most recent move first. *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate.
Open Scope R_scope.

Definition sharedGame : game := {|
  horizon := 2;
  moves := fun _ => [0; 1]%nat;
  chance := fun _ => None;
  reward := fun h => match h with
                     | [1; 0]%nat => 1
                     | _ => 0
                     end
|}.

(** The policy that plays move 1 with probability [x] whatever the history. *)
Definition shared (x : R) : policy := fun _ a => match a with O => 1 - x | _ => x end.

(** The sequential surrogate (Eqs. 6 to 8, ratio box instead of the clip) of
    the turn that has [k] turns after it: samples from [shared (3/10)],
    candidate [shared x], later turns already updated to [shared y]. *)
Definition sharedSurrogate (k : nat) (y x : R) : R :=
  expect sharedGame (shared (3/10)) 2 [] (fun path =>
    ratioAt (shared x) (shared (3/10)) k path
    * carriedAdvantage sharedGame (shared y) (shared (3/10)) k path).

Definition withinBox (x : R) : Prop :=
  ratioBox [0; 1]%nat (1/5) (shared (3/10) []) (shared x []).

Ltac unroll_shared :=
  unfold sharedSurrogate, expectedReturn, value, jointAdvantage;
  cbn [expect carriedAdvantage]; unfold jointAdvantage, expectedReturn, value, ratioAt, ratio, mean;
  simpl; unfold shared, mean; simpl.

Lemma shared_surrogate_turn_2 : forall y x, sharedSurrogate 0 y x = 7/10 * x - 21/100.
Proof. intros. unroll_shared. field. Qed.

Lemma shared_surrogate_turn_1 : forall y x, sharedSurrogate 1 y x = (1 - x) * y - 21/100.
Proof. intros. unroll_shared. field. Qed.

Lemma shared_return : forall x, expectedReturn sharedGame (shared x) = (1 - x) * x.
Proof. intros. unroll_shared. ring. Qed.

Lemma box_bounds : forall x, withinBox x <-> 6/25 <= x <= 9/25.
Proof.
  intros x. unfold withinBox, ratioBox, isDist, shared. split.
  - intros [_ H]. pose proof (H 1%nat (or_intror (or_introl eq_refl))) as B.
    simpl in B. lra.
  - intros H. split; [split|].
    + intros [|a] _; lra.
    + simpl. lra.
    + intros [|a] _; lra.
Qed.

(** The second turn's surrogate has its only maximum over the box at 9/25; with
    that suffix, the first turn's has its only maximum at 6/25, and that is the
    shared policy's next weight.  J falls from 21/100 to 114/625. *)
Theorem D6_refuted_shared_policy_improves :
  (withinBox (9/25) /\
   forall x, withinBox x -> x <> 9/25 ->
     sharedSurrogate 0 (3/10) x < sharedSurrogate 0 (3/10) (9/25)) /\
  (withinBox (6/25) /\
   forall x, withinBox x -> x <> 6/25 ->
     sharedSurrogate 1 (9/25) x < sharedSurrogate 1 (9/25) (6/25)) /\
  expectedReturn sharedGame (shared (3/10)) = 21/100 /\
  expectedReturn sharedGame (shared (6/25)) = 114/625 /\
  114/625 < 21/100.
Proof.
  refine (conj (conj _ _) (conj (conj _ _) (conj _ (conj _ _)))).
  - apply box_bounds. lra.
  - intros x Hx Hne. apply box_bounds in Hx. rewrite !shared_surrogate_turn_2. lra.
  - apply box_bounds. lra.
  - intros x Hx Hne. apply box_bounds in Hx. rewrite !shared_surrogate_turn_1. lra.
  - rewrite shared_return. lra.
  - rewrite shared_return. lra.
  - lra.
Qed.
